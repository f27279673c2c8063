import type { FromView } from '../../panel/messages';
import type { SavePlot } from '../plots/figure';

/** What the sections of a run's details can ask for. */
export interface Actions {
  readonly post: (message: FromView) => void;
  readonly savePlot: SavePlot;
}

import { launch } from './launch';

launch('server', { startedMilliseconds: 2000 });

import { launch } from './launch';

// Whoever started it kills it, often as soon as it has answered.
launch('runner', { startedMilliseconds: 250 });

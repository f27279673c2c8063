#!/usr/bin/env node
import { launch } from './launch';

launch('cli', { startedMilliseconds: 2000 });

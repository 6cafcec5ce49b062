// Runs a bundle: node launch.cjs BUNDLE ARGUMENT...
import { loadBundle, runBundle } from './load-bundle.ts';

const [, , path = ''] = process.argv;
process.argv.splice(1, 1);
runBundle(loadBundle(path).script, require);

// Runs a bundle: node launch.cjs BUNDLE ARGUMENT...
import { loadBundle } from './load-bundle.ts';

const [, , path = ''] = process.argv;
// The bundle finds what it would find had Node been given the bundle itself.
process.argv.splice(1, 1);
const run = loadBundle(path).script.runInThisContext() as (require: NodeJS.Require) => void;
run(require);

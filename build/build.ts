// `npm run build`
import {buildAll} from './build_all';
import {BundleError} from './run_webpack';

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

try {
    for (const {file, bytes, gzipped} of await buildAll()) {
        console.log(`${file}  ${kilobytes(bytes)}, gzipped ${kilobytes(gzipped)}`);
    }
} catch (error) {
    console.error(error instanceof BundleError ? error.message : error);
    process.exitCode = 1;
}

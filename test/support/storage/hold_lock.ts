// Holds the lock of the folder named by its argument until it is told to end: a handler in another container.
import {lockFolder} from '../../../server-proxy/src/store/file/folder_lock';

const lock = await lockFolder(process.argv[2] ?? '', () => process.stdout.write('lost\n'));
process.stdout.write(`locked by ${process.pid}\n`);
process.stdin.on('end', () => void lock.release()).resume();

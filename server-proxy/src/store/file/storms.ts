import type {StormStore} from '../../app/storms/storm_store';
import {readStorms} from '../../domain/storm/storm';
import type {Damage} from './damage';
import {openStateFile} from './state_file';

/** StormStore of door 1: `storms.json`; see `openStateFile`. */
export const openFileStorms = (folder: string, damage: Damage): Promise<StormStore> =>
    openStateFile(folder, 'storms.json', damage, readStorms);

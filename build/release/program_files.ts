import {basename, dirname} from 'node:path';
import type {ArchiveFile} from './archive';
import {PROGRAM_PATH, SHIPPED_LIBRARIES} from './platforms';

/**
 * The program of a bundle, for where Mattermost is not: executable, C++ runtime and licences.
 * @param bundle files below one folder, as in the plugin's archive
 * @param folder where they go, without a slash at the end
 */
export const programFiles = (bundle: readonly ArchiveFile[], folder: string): ArchiveFile[] => {
    const libraries = `${dirname(PROGRAM_PATH)}/${SHIPPED_LIBRARIES}/`;
    return bundle.flatMap((file): ArchiveFile[] => {
        const inBundle = file.path.slice(file.path.indexOf('/') + 1);
        if (inBundle === PROGRAM_PATH) return [{...file, path: `${folder}/server-proxy`}];
        if (inBundle.startsWith(libraries)) {
            return [{...file, path: `${folder}/${SHIPPED_LIBRARIES}/${basename(inBundle)}`}];
        }
        return /^(LICENSE|NOTICE\.txt|licenses\/.*)$/.test(inBundle) ? [{...file, path: `${folder}/${inBundle}`}] : [];
    });
};

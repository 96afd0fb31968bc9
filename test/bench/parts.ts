import {benchBulk} from './bulk';
import {benchCalls} from './calls';
import {benchCatchUp} from './catch_up';
import {benchLivingPosts} from './living_posts';
import type {Row} from './measure';
import {benchPanel} from './panel';
import {benchRealMattermost} from './real_mattermost';
import {benchReconciler} from './reconcile';
import {benchRouting} from './routing';
import {benchService} from './service';
import {benchStream} from './stream';

interface Part {
    /** `server`: a Mattermost of its own and the bundle of `npm run dist`, so it runs only when it is named. */
    readonly needs: 'build' | 'nothing' | 'server';
    measure(): Promise<readonly Row[]>;
}

/** Parts of `npm run bench`, in the order in which all of them run. Each has its own table in docs/performance.md. */
export const PARTS: Readonly<Record<string, Part>> = {
    service: {needs: 'build', measure: benchService},
    living: {needs: 'build', measure: benchLivingPosts},
    stream: {needs: 'build', measure: benchStream},
    panel: {needs: 'build', measure: benchPanel},
    routing: {needs: 'nothing', measure: benchRouting},
    bulk: {needs: 'nothing', measure: benchBulk},
    reconcile: {needs: 'build', measure: benchReconciler},
    catch_up: {needs: 'build', measure: benchCatchUp},
    calls: {needs: 'build', measure: benchCalls},
    real: {needs: 'server', measure: benchRealMattermost},
};

/** The command that writes a part's table. */
export const commandOf = (part: string): string => `npm run bench -- ${part} --write`;

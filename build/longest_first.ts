import {relative} from 'node:path';
import type {TestSpecification} from 'vitest/node';
import {BaseSequencer} from 'vitest/node';
import {inRepository} from './paths.ts';

/**
 * The test files that take longer than half a minute in a whole run, longest first. Begun last, one of them would
 * keep one worker busy for minutes while the others have nothing left to do.
 */
export const LONGEST: readonly string[] = [
    'test/peer/sdk_peer.test.ts',
    'test/release/emulated.test.ts',
    'test/property/four_scenes.test.ts',
    'test/contract/ack_end_plugin.test.ts',
    'test/contract/ack_end.test.ts',
    'test/contract/loudness.test.ts',
    'test/property/truth_2.test.ts',
    'test/release/dist.test.ts',
    'test/property/truth_1.test.ts',
    'test/property/truth_3.test.ts',
    'test/contract/loudness_plugin.test.ts',
    'test/property/truth_4.test.ts',
    'test/e2e/cards_page.test.ts',
    'test/unit/app/actions/fault_injection.test.ts',
    'test/contract/age_plugin.test.ts',
    'test/contract/kill_plugin.test.ts',
    'test/contract/outage.test.ts',
    'test/contract/night_shift.test.ts',
    'test/contract/age.test.ts',
    'test/unit/store/file/folder_lock.test.ts',
    'test/contract/stop_standalone.test.ts',
    'test/contract/plugin_nodes.test.ts',
    'test/contract/loop.test.ts',
    'test/contract/kill_posts.test.ts',
    'test/contract/actions_loop.test.ts',
    'test/component/panel.test.tsx',
    'test/contract/monitoring_port.test.ts',
    'test/e2e/comment_dialog.test.ts',
    'test/bundle/webapp_react.test.ts',
    'test/e2e/demo_panel_page.test.ts',
    'test/contract/doctor_broken.test.ts',
    'test/contract/plugin_authority.test.ts',
    'test/unit/app/notifications/make_post.test.ts',
    'test/process/monitoring_core.test.ts',
    'test/contract/plugin_webhook_posts.test.ts',
    'test/e2e/demo_page.test.ts',
    'test/contract/kill_standalone.test.ts',
    'test/contract/command_watch_plugin.test.ts',
    'test/contract/command_watch.test.ts',
];

/** Begins with what takes longest, whichever project it belongs to; everything else as Vitest would. */
export class LongestFirst extends BaseSequencer {
    override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
        const sorted = await super.sort(specifications);
        return sorted.sort((one, other) => groupOf(one) - groupOf(other) || rankOf(one) - rankOf(other));
    }
}

const groupOf = ({project}: TestSpecification): number => project.config.sequence.groupOrder;

const rankOf = ({moduleId}: TestSpecification): number => {
    const rank = LONGEST.indexOf(relative(inRepository(), moduleId));
    return rank < 0 ? LONGEST.length : rank;
};

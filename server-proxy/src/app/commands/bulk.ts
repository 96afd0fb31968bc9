import type {BulkKind} from '../../domain/action/bulk_action';
import {parseBulkFilter} from '../../domain/alert/bulk_filter';
import {askOpenitcockpit} from './ask_openitcockpit';
import type {Subcommand} from './command';

const bulkCommand = (word: string, kind: BulkKind, help: Subcommand['help']): Subcommand => ({
    word,
    help,
    argument: {hint: (texts) => texts.bulkHint, help: (texts) => texts.bulkHelp},
    run: (call) =>
        askOpenitcockpit(call, word, (application, asker) =>
            application.previewBulk(asker, kind, parseBulkFilter(call.args)),
        ),
});

/** One press for hundreds: each shows first what it would hit. */
export const BULK: readonly Subcommand[] = [
    bulkCommand('ack', 'acknowledge', (texts) => texts.ack),
    bulkCommand('downtime', 'schedule_downtime', (texts) => texts.downtime),
    bulkCommand('unack', 'remove_acknowledgement', (texts) => texts.unack),
    bulkCommand('recheck', 'recheck', (texts) => texts.recheck),
];

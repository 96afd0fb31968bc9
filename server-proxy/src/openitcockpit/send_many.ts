import type {ManyCommands} from '../app/actions/command_port';
import type {TargetIds} from '../domain/alert/alert';
import {
    acknowledgeElement,
    checkTarget,
    checkTexts,
    checkTimes,
    downtimeElement,
    recheckElement,
    removal,
} from './commands';

/** What is sent: the last part of the path, and an array. `submit_bulk` comes with the right for `submit`. */
interface Many {
    readonly action: 'submit_bulk' | 'submit_bulk_naemon';
    readonly operation: string;
    readonly body: readonly object[];
}

/**
 * The bodies are those of single commands.
 * @param satelliteOf only for rechecks: which satellite checks the object
 * @throws AppError when one of them is none that the core would take
 */
export const manyOf = (many: ManyCommands, satelliteOf: (target: TargetIds) => number): Many => {
    switch (many.kind) {
        case 'acknowledge':
            many.commands.forEach(checkAll);
            return {
                action: 'submit_bulk_naemon',
                operation: 'acknowledge_many',
                body: many.commands.map(acknowledgeElement),
            };
        case 'schedule_downtime':
            many.commands.forEach(checkAll);
            many.commands.forEach(checkTimes);
            return {
                action: 'submit_bulk_naemon',
                operation: 'schedule_downtimes',
                body: many.commands.map(downtimeElement),
            };
        case 'remove_acknowledgement':
            many.targets.forEach(checkTarget);
            return {action: 'submit_bulk', operation: 'remove_acknowledgements', body: many.targets.map(removal)};
        case 'recheck':
            many.targets.forEach(checkTarget);
            return {
                action: 'submit_bulk_naemon',
                operation: 'recheck_many',
                body: many.targets.map((target) => recheckElement(target, false, satelliteOf(target))),
            };
    }
};

const checkAll = (command: {readonly target: TargetIds; readonly author: string; readonly comment: string}): void => {
    checkTarget(command.target);
    checkTexts(command);
};

import type {Subcommand} from './command';
import {statusText} from './status_text';

export const STATUS: Subcommand = {
    word: 'status',
    help: (texts) => texts.status,
    run: ({health, language}) => statusText(health, language),
};

import {statusText} from './status_text';
import type {Subcommand} from './command';

export const STATUS: Subcommand = {
    word: 'status',
    help: (texts) => texts.status,
    run: ({health, language}) => statusText(health, language),
};

import {type Language, textsOf} from '../../domain/texts';

import type {Subcommand} from './command';

/** @param all every subcommand, including this one */
export const helpCommand = (trigger: string, all: () => readonly Subcommand[]): Subcommand => ({
    word: 'help',
    help: (texts) => texts.help,
    run: ({language}) => helpText(trigger, all(), language),
});

export const helpText = (trigger: string, all: readonly Subcommand[], language: Language): string => {
    const words = textsOf(language);
    const texts = words.commands;
    const lines = all.map(({word, argument, help}) => {
        const typed = argument ? `${word} ${argument.hint(texts, words)}` : word;
        return `* \`/${trigger} ${typed}\` – ${help(texts, words)}`;
    });
    return ['#### openITCOCKPIT', ...lines].join('\n');
};

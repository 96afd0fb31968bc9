import {type Language, textsOf} from '../../domain/texts';

import type {Subcommand} from './command';

const HELP = 'help';

/** @param all every subcommand, including this one */
export const helpCommand = (trigger: string, all: () => readonly Subcommand[]): Subcommand => ({
    word: HELP,
    help: (texts) => texts.help,
    run: ({language}) => helpText(trigger, all(), language),
});

export const helpText = (trigger: string, all: readonly Subcommand[], language: Language): string => {
    const words = textsOf(language);
    const texts = words.commands;
    // It fits a screen, and whoever reads it knows that word.
    const others = all.filter(({word, isUnlisted}) => word !== HELP && !isUnlisted);
    const lines = others.map(({word, argument, help}) => {
        const typed = argument ? `${word} ${argument.hint(texts, words)}` : word;
        return `* \`/${trigger} ${typed}\` – ${help(texts, words)}`;
    });
    return ['#### openITCOCKPIT', ...lines].join('\n');
};

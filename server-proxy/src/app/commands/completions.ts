import {type Language, type Texts, textsOf} from '../../domain/texts';
import {SUBCOMMANDS} from '.';
import type {Argument, Subcommand} from './command';
import type {NameKind, SuggestedName} from './suggest_names';

/** What somebody may be typing after `/openitcockpit`. */
export interface Completion {
    /** Everything after the command, e.g. `host web01`. */
    readonly typed: string;
    /** What may follow; empty where nothing does. */
    readonly hint: string;
    readonly help: string;
}

export type Names = (kind: NameKind, typed: string) => Promise<readonly SuggestedName[]>;

/**
 * Mattermost's list takes the first Enter as long as it offers anything, so whatever is complete completes to nothing: it
 * is sent with one.
 * @param typed everything after the command @param names those that begin so; never rejects
 */
export const completions = async (typed: string, language: Language, names: Names): Promise<readonly Completion[]> => {
    const texts = textsOf(language);
    const {word, rest} = parted(typed);
    if (rest === undefined) {
        const begun = SUBCOMMANDS.filter((one) => one.word.startsWith(word));
        return begun.some((one) => one.word === word) ? [] : begun.map((one) => wordCompletion(one, texts));
    }
    const argument = SUBCOMMANDS.find((one) => one.word === word)?.argument;
    return argument ? argumentCompletions({word, rest, argument, texts, names}) : [];
};

/** @returns the word in lower case; no rest while it is being typed */
const parted = (typed: string): {word: string; rest: string | undefined} => {
    const blank = typed.indexOf(' ');
    return blank === -1
        ? {word: typed.toLowerCase(), rest: undefined}
        : {word: typed.slice(0, blank).toLowerCase(), rest: typed.slice(blank).trimStart()};
};

const wordCompletion = ({word, help, argument}: Subcommand, texts: Texts): Completion => ({
    typed: word,
    hint: argument?.hint(texts.commands, texts) ?? '',
    help: help(texts.commands, texts),
});

interface Begun {
    readonly word: string;
    readonly rest: string;
    readonly argument: Argument;
    readonly texts: Texts;
    readonly names: Names;
}

const argumentCompletions = async ({word, rest, argument, texts, names}: Begun): Promise<readonly Completion[]> => {
    if (rest === '') {
        const hint = argument.hint(texts.commands, texts);
        const help = argument.help(texts.commands, texts);
        // Behind an `@`, Mattermost's web client offers its own list of people instead.
        const people = argument.names === 'people' ? await names('people', '') : [];
        return [{typed: `${word} `, hint, help}, ...people.map((one) => nameCompletion(word, one))];
    }
    if (argument.words) {
        return argument.words(rest, texts).map(({typed, help}) => ({typed: `${word} ${typed}`, hint: '', help}));
    }
    const offered = argument.names ? await names(argument.names, rest) : [];
    const isWhole = offered.some(({name}) => name.toLowerCase() === rest.trimEnd().toLowerCase());
    return isWhole ? [] : offered.map((one) => nameCompletion(word, one));
};

const nameCompletion = (word: string, {name, state}: SuggestedName): Completion => ({
    typed: `${word} ${name}`,
    hint: '',
    help: state,
});

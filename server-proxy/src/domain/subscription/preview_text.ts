import {neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';
import type {Preview, Remark} from './preview';

const LONGEST_NAME = 120;
/** A filter with hundreds of patterns must not fill the screen. */
const MOST_REMARKS = 10;

/** Markdown: first what there is, then what is odd about the filter. */
export const previewSentences = (preview: Preview, language: Language): readonly string[] => {
    const {preview: texts} = textsOf(language);
    const {hosts, services, problems, posts} = preview;
    const brought = posts === undefined ? texts.postsUnknown : texts.posts(posts);
    return [
        `${texts.today(hosts, services)}; ${texts.now(problems)}; ${brought}.`,
        ...preview.remarks.slice(0, MOST_REMARKS).map((remark) => sentenceOf(remark, language)),
    ];
};

const sentenceOf = (remark: Remark, language: Language): string => {
    const {preview: texts} = textsOf(language);
    switch (remark.kind) {
        case 'nothing':
        case 'everything':
            return texts[remark.kind];
        case 'unknown':
            return texts.unknown(texts.by[remark.part]);
        case 'noSuch': {
            const names = remark.near.map((name) => texts.quoted(shown(name)));
            const said = texts.noSuch(texts.parts[remark.part], shown(remark.pattern));
            return names.length === 0 ? said : `${said} ${texts.near(names.join(` ${texts.or} `))}`;
        }
        default:
            return texts[remark.kind](texts.parts[remark.part], shown(remark.pattern));
    }
};

const shown = (name: string): string => neutralize(oneLine(name, LONGEST_NAME));

import {ACTION_PAGE} from '#contract';
import {type PageToken, signPage} from '../../domain/action/page_token';
import type {Attachment} from '../../domain/post/found_post';
import {type Language, textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';

/** The button below a list: nobody has to type the command for the next page on a phone. */
export const nextPageOf = (
    {settings, ...context}: AppContext,
    {userId, siteUrl, language}: {readonly userId: string; readonly siteUrl: string; readonly language: Language},
    next: Pick<PageToken, 'list' | 'typed' | 'page'>,
): Attachment => {
    const token = signPage({...next, userId, siteUrl}, settings.signingSecrets[0], nowSeconds(context));
    const name = textsOf(language).storms.nextPage;
    return {
        text: '',
        actions: [{id: ACTION_PAGE, type: 'button', name, integration: {url: settings.actionsUrl, context: {token}}}],
    };
};

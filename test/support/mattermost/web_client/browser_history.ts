import type {Registrations} from './registry';

const PERMALINK = /\/pl\/([a-z0-9]{26})$/;
/** Narrower, the right-hand side lies over the channel. */
const NARROW = '(max-width: 768px)';

/**
 * The client's router, as far as plugins use it: a permalink shows its post if it is in the channel that is open. Any other
 * address loads the page.
 */
export const browserHistory = (registrations: Registrations): {push: (path: string) => void} => ({
    push: (path) => {
        const post = document.querySelector(`[data-post-id="${PERMALINK.exec(path)?.[1]}"]`);
        if (!post) {
            location.assign(path);
            return;
        }
        if (matchMedia(NARROW).matches) registrations.openSidebar(undefined);
        post.scrollIntoView({block: 'center'});
        post.animate([{backgroundColor: 'var(--mention-highlight-bg)'}, {}], 2000);
    },
});

/** Permalinks in messages do not load the page anew, either. */
export const followPermalinks = ({push}: ReturnType<typeof browserHistory>): void =>
    document.addEventListener('click', (event) => {
        const {href = '', origin} = (event.target as Element).closest('a') ?? {};
        if (event.defaultPrevented || origin !== location.origin || !PERMALINK.test(href)) return;
        event.preventDefault();
        push(href);
    });

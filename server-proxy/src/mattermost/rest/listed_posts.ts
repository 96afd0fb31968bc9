import {textIn} from '../../domain/received';
import type {ListedPost} from '../marked_posts';

/** The posts of a list as REST answers it, in its order. */
export const listed = ({order, posts}: Readonly<Record<string, unknown>>): readonly ListedPost[] => {
    const byId = (posts ?? {}) as Record<string, Record<string, unknown> | undefined>;
    return (Array.isArray(order) ? order : []).flatMap((id) => {
        const post = byId[String(id)];
        return post
            ? [
                  {
                      id: textIn(post.id),
                      userId: textIn(post.user_id),
                      createAt: Number(post.create_at),
                      isDeleted: Number(post.delete_at) > 0,
                      props: (post.props ?? {}) as Record<string, unknown>,
                  },
              ]
            : [];
    });
};

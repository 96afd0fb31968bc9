import type {GobStruct} from '../../wire';
import {numberOf, propsOf, stringOf, stringsOf, structOf} from '../../wire/go_values';
import type {ListedPost} from '../marked_posts';

/** The posts of a list as the plugin API answers it, in its order. */
export const listed = ({A}: GobStruct): readonly ListedPost[] => {
    const {Order, Posts} = structOf(A);
    const posts = Posts instanceof Map ? Posts : new Map();
    return stringsOf(Order)
        .map((id) => structOf(posts.get(id)))
        .map((post) => ({
            id: stringOf(post.Id),
            userId: stringOf(post.UserId),
            createAt: numberOf(post.CreateAt),
            isDeleted: numberOf(post.DeleteAt) > 0,
            props: propsOf(post.Props),
        }));
};

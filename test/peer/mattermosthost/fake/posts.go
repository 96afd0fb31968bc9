package fake

import (
	"encoding/json"

	"github.com/mattermost/mattermost/server/public/model"
)

// postPropsFromPlugin is postPropsFromPlugin, which SDKs before 10.9 do not export.
const postPropsFromPlugin = "from_plugin"

// jsonProps gives props the types they have on a real server, where they come from JSON.
func jsonProps(post *model.Post) {
	text, err := json.Marshal(post.GetProps())
	if err != nil {
		return
	}
	props := model.StringInterface{}
	if json.Unmarshal(text, &props) == nil {
		post.SetProps(props)
	}
}

func (api *API) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	if err := api.appError("CreatePost", post.Clone()); err != nil {
		return nil, err
	}
	post.AddProp(postPropsFromPlugin, "true")
	return api.Store(post)
}

// Store is what the server does with every new post: hooks, checks, ids. An incoming webhook's attachments are plain JSON, too.
func (api *API) Store(post *model.Post) (*model.Post, *model.AppError) {
	api.mu.Lock()
	channel, ok := api.channels[post.ChannelId]
	_, known := api.users[post.UserId]
	api.mu.Unlock()
	if !ok || !known {
		return nil, model.NewAppError("CreatePost", "app.post.save.app_error", nil, "no such channel or user", 404)
	}
	jsonProps(post)
	if api.BeforePost != nil {
		replaced, reason := api.BeforePost(post)
		if reason != "" {
			return nil, model.NewAppError("createPost", "Post rejected by plugin. "+reason, nil, "", 400)
		}
		if replaced != nil {
			post = replaced
		}
	}
	post.Id = ""
	post.PreSave()
	if err := post.IsValid(model.PostMessageMaxRunesV2); err != nil {
		return nil, err
	}
	api.mu.Lock()
	stored := post.Clone()
	// The database holds JSON, whatever a hook has put in.
	jsonProps(stored)
	api.posts[post.Id] = stored
	api.order = append(api.order, post.Id)
	channel.LastPostAt = post.CreateAt
	api.mu.Unlock()
	if api.AfterPost != nil {
		api.AfterPost(post.Clone())
	}
	return post, nil
}

func (api *API) UpdatePost(post *model.Post) (*model.Post, *model.AppError) {
	if err := api.appError("UpdatePost", post.Clone()); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	old, ok := api.posts[post.Id]
	if !ok || old.DeleteAt != 0 {
		return nil, notFound("UpdatePost")
	}
	jsonProps(post)
	changed := old.Clone()
	changed.Message = post.Message
	changed.SetProps(post.GetProps())
	changed.UpdateAt = model.GetMillis()
	changed.GenerateActionIds()
	api.posts[post.Id] = changed
	return changed.Clone(), nil
}

func (api *API) GetPost(id string) (*model.Post, *model.AppError) {
	if err := api.appError("GetPost", id); err != nil {
		return nil, err
	}
	if post := api.Post(id); post != nil && post.DeleteAt == 0 {
		return post, nil
	}
	return nil, notFound("GetPost")
}

// GetPostsForChannel lists a page of what is in the channel, the newest first, without deleted posts.
func (api *API) GetPostsForChannel(channelID string, page, perPage int) (*model.PostList, *model.AppError) {
	if err := api.appError("GetPostsForChannel", channelID, page, perPage); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	list := model.NewPostList()
	skip := page * perPage
	for at := len(api.order) - 1; at >= 0 && len(list.Order) < perPage; at-- {
		post := api.posts[api.order[at]]
		if post.ChannelId != channelID || post.DeleteAt != 0 {
			continue
		}
		if skip--; skip < 0 {
			list.AddPost(post.Clone())
			list.AddOrder(post.Id)
		}
	}
	return list, nil
}

func (api *API) DeletePost(id string) *model.AppError {
	if err := api.appError("DeletePost", id); err != nil {
		return err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	if post, ok := api.posts[id]; ok {
		post.DeleteAt = model.GetMillis()
		return nil
	}
	return notFound("DeletePost")
}

func (api *API) SendEphemeralPost(userID string, post *model.Post) *model.Post {
	_ = api.enter("SendEphemeralPost", userID, post.Clone())
	post.Id, post.Type, post.CreateAt = model.NewId(), model.PostTypeEphemeral, model.GetMillis()
	return post
}

func (api *API) UpdateEphemeralPost(userID string, post *model.Post) *model.Post {
	_ = api.enter("UpdateEphemeralPost", userID, post.Clone())
	return post
}

// Post is a copy of a stored post, nil when there is none.
func (api *API) Post(id string) *model.Post {
	api.mu.Lock()
	defer api.mu.Unlock()
	if post, ok := api.posts[id]; ok {
		return post.Clone()
	}
	return nil
}

// Posts are copies of all posts in the order of their making.
func (api *API) Posts() []*model.Post {
	api.mu.Lock()
	defer api.mu.Unlock()
	posts := []*model.Post{}
	for _, id := range api.order {
		posts = append(posts, api.posts[id].Clone())
	}
	return posts
}

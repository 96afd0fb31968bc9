package main

import (
	"maps"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

var postChecks = []Check{
	{Name: "posts: of people pass unchanged, whatever is in them", Any: true, Run: postsUntouched},
	{Name: "posts: edited ones come back whole, unless they were edited into an alert", Run: postsEdited},
	{Name: "posts: our webhook's become living alerts", Run: postsAdopted},
	{Name: "posts: the same signature a second time makes no other post", Run: postsReplayed},
	{Name: "posts: imitations are plain text without a button", Run: postsImitated},
	{Name: "posts: repeats of a problem update its post and make no other", Run: postsRepeated},
	{Name: "posts: 200 at once", Run: postsMany},
	{Name: "posts: one that the host cannot send harms only itself", Run: postsUnsendable},
}

// postTypeAttachment is the constant of package model whose name 11.6 changed; its value stayed.
const postTypeAttachment = "slack_attachment"

// prepared is a webhook post as our notification command makes it, or an imitation: `signed`, `repeated` and
// `recovered` are one problem's; `unsigned`, `foreign`, `tampered` and `expired` are not to be believed.
func (r *Run) prepared(kind string) WebhookPost {
	post := WebhookPost{}
	r.order("webhook-post", map[string]any{"kind": kind}, &post)
	return post
}

// webhook posts what the server makes of an incoming webhook's body; nil when nobody sees the post, which is stored as
// deleted: the sender must not see a refusal.
func (h *Host) webhook(body WebhookPost, change func(*model.Post)) *model.Post {
	owner := h.API.AddUser("owner-"+model.NewId(), "Own", "Er")
	post := &model.Post{UserId: owner.Id, ChannelId: h.API.Channel("alerts").Id, Message: body.Message}
	post.SetProps(maps.Clone(body.Props))
	post.AddProp(model.PostPropsFromWebhook, "true")
	post.Type = postTypeAttachment
	if change != nil {
		change(post)
	}
	stored, err := h.API.Store(post)
	if err != nil {
		fail("refused: %s", err.Id)
	}
	if stored.DeleteAt != 0 {
		plain(stored)
		return nil
	}
	return stored
}

func postsUntouched(r *Run) {
	h := r.Active()
	user := h.API.AddUser("jane", "Jane", "Roe")
	deep := any("end")
	for range 30 {
		deep = map[string]any{"deeper": []any{deep}}
	}
	for _, props := range []map[string]any{
		nil,
		{},
		{"a": "b", "n": 1.5, "big": 9007199254740993.0, "yes": true, "no": false, "none": nil, "list": []any{1.0, "x", nil}},
		{"__proto__": map[string]any{"x": 1.0}, "constructor": "c", "": "empty", "ünï": "€"},
		{"deep": deep},
		{"attachments": []any{map[string]any{"text": "t", "actions": []any{map[string]any{"id": "a", "name": "n"}}}}},
		{"bad": "\xff\xfe", "long": strings.Repeat("x", 200_000)},
		{"int": 7, "int64": int64(-3), "strings": []string{"a"}, "bytes": []byte{0, 1, 255}},
	} {
		post := &model.Post{UserId: user.Id, ChannelId: h.API.Channel("alerts").Id, Message: "hello @channel \xff"}
		post.SetProps(props)
		before := jsonOf(post)
		changed, reason := h.Hooks().MessageWillBePosted(&plugin.Context{}, post.ForPlugin())
		equal("reason", reason, "")
		if changed != nil && jsonOf(changed) != before {
			fail("changed to %s\nfrom %s", jsonOf(changed), before)
		}
		h.Hooks().MessageHasBeenPosted(&plugin.Context{}, post.ForPlugin())
	}
	message := strings.Repeat("ä", model.PostMessageMaxRunesV2)
	changed, _ := h.Hooks().MessageWillBePosted(&plugin.Context{}, &model.Post{Message: message})
	equal("a long message is unchanged", changed == nil || changed.Message == message, true)
}

func postsEdited(r *Run) {
	h := r.Active()
	remote, following := "remote", true
	before := &model.Post{
		Id: model.NewId(), CreateAt: 1, UpdateAt: 2, EditAt: 3, IsPinned: true, UserId: model.NewId(), ChannelId: model.NewId(),
		RootId: model.NewId(), OriginalId: model.NewId(), Message: "before", Hashtags: "#a", FileIds: []string{"f"},
		PendingPostId: "p", HasReactions: true, RemoteId: &remote, ReplyCount: 4, LastReplyAt: 5, IsFollowing: &following,
	}
	attachments := []*model.SlackAttachment{{
		Id: 1, Fallback: "f", Color: "#fff", Title: "t", Timestamp: "now",
		Fields: []*model.SlackAttachmentField{{Title: "a", Value: 1.5, Short: true}},
		Actions: []*model.PostAction{{
			Id: "id", Type: "select", Name: "n", Disabled: true, Style: "good", DataSource: "users", DefaultOption: "o",
			Options:     []*model.PostActionOptions{{Text: "t", Value: "v"}},
			Integration: &model.PostActionIntegration{URL: "/plugins/x", Context: map[string]any{"k": []any{"v", 1.0}}},
		}},
	}}
	for _, session := range []string{"", "session"} {
		for _, props := range []map[string]any{
			{},
			{"a": "b", "n": 1.5, "yes": true, "none": nil, "list": []any{1.0, "x", nil}, "int": 7, "strings": []string{"a"}},
			{"attachments": attachments, "type": "mine"},
		} {
			edited := before.Clone()
			edited.Message = "after"
			edited.SetProps(props)
			changed, reason := h.Hooks().MessageWillBeUpdated(
				&plugin.Context{SessionId: session}, edited.ForPlugin(), before.ForPlugin())
			equal("reason", reason, "")
			equal("edited", jsonOf(changed), jsonOf(edited))
		}
	}
	forged := before.Clone()
	forged.SetProps(map[string]any{"oitc_alert": map[string]any{"version": 1.0}, "attachments": attachments})
	changed, _ := h.Hooks().MessageWillBeUpdated(&plugin.Context{SessionId: "s"}, forged, before)
	plain(changed)
	equal("message", changed.Message, "before")
}

func postsAdopted(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := h.webhook(r.prepared("signed"), nil)
	equal("type", post.Type, "custom_oitc_alert")
	equal("look", h.look(post.Id), "problem")
	lacks("post", jsonOf(h.API.Post(post.Id)), "http://127.0.0.1:9/handler")
	h.submit(jane, h.pressForDialog(jane, post.Id), map[string]any{"comment": "from the webhook"}).Want(200)
	h.untilLook(post.Id, "acknowledged")
	equal("from_webhook", h.API.Post(post.Id).GetProp("from_webhook"), any("true"))
}

func postsReplayed(r *Run) {
	h := r.Active()
	body := r.prepared("signed")
	first := h.webhook(body, nil)
	equal("first", first.Type, "custom_oitc_alert")
	eventually(func() bool { return h.isBound(first.Id) })
	if second := h.webhook(body, nil); second != nil {
		fail("another post: %s", jsonOf(second))
	}
}

// plain fails when a post looks like an alert or can be pressed.
func plain(post *model.Post) {
	if post == nil {
		return
	}
	if post.Type == "custom_oitc_alert" || post.GetProp("type") == "custom_oitc_alert" {
		fail("it has an alert's type: %s", jsonOf(post))
	}
	if alert := post.GetProp("oitc_alert"); alert != nil && alert != "" {
		fail("it carries an alert: %s", jsonOf(post.GetProps()))
	}
	for _, action := range []string{"acknowledge", "quickreason", "retry", "removeacknowledgement"} {
		if post.GetAction(action) != nil {
			fail("it has the button %s: %s", action, jsonOf(post.GetProps()))
		}
	}
	lacks("post", jsonOf(post.GetProps()), `"integration"`)
}

func postsImitated(r *Run) {
	h := r.Active()
	for _, name := range []string{"unsigned", "foreign", "tampered", "expired"} {
		plain(h.webhook(r.prepared(name), nil))
		plain(h.webhook(r.prepared(name), func(post *model.Post) { post.Type = "custom_oitc_alert" }))
		plain(h.webhook(r.prepared(name), func(post *model.Post) { post.DelProp(model.PostPropsFromWebhook) }))
	}
	for _, signature := range []any{nil, "", 7.0, true, []any{}, map[string]any{}, ".", "a.b", strings.Repeat("x", 100_000)} {
		plain(h.webhook(r.prepared("unsigned"), func(post *model.Post) { post.AddProp("oitc_signature", signature) }))
	}
	h.Get(healthPath).Want(200)
}

func postsRepeated(r *Run) {
	h := r.Active()
	first := h.webhook(r.prepared("signed"), nil)
	equal("first", first.Type, "custom_oitc_alert")
	eventually(func() bool { return h.isBound(first.Id) })
	if second := h.webhook(r.prepared("repeated"), nil); second != nil {
		fail("another post: %s", jsonOf(second))
	}
	eventually(func() bool { return strings.Contains(h.API.Post(first.Id).Message, "repeated") })
	if third := h.webhook(r.prepared("recovered"), nil); third != nil {
		fail("another post: %s", jsonOf(third))
	}
	h.untilLook(first.Id, "recovered")
}

// isBound tells whether the plugin knows a post's id.
func (h *Host) isBound(id string) bool {
	return strings.Contains(string(jsonOf(h.API.Keys(""))), id) || strings.Contains(allValues(h), id)
}

func allValues(h *Host) string {
	text := ""
	for _, key := range h.API.Keys("") {
		text += string(h.API.Value(key))
	}
	return text
}

func postsMany(r *Run) {
	h := r.Active()
	user := h.API.AddUser("jane", "Jane", "Roe")
	must(parallel(200, func(int) error {
		post := &model.Post{UserId: user.Id, ChannelId: h.API.Channel("alerts").Id, Message: "hello"}
		if _, err := h.API.Store(post); err != nil {
			return err
		}
		return nil
	}))
	equal("posts", len(h.API.Posts()), 200)
}

// unknown is a type that nobody told the SDK about.
type unknown struct{ A string }

func postsUnsendable(r *Run) {
	h := r.Active()
	for range 3 {
		post := &model.Post{Message: "hello"}
		post.SetProps(map[string]any{"x": unknown{"y"}})
		_, reason := h.Hooks().MessageWillBePosted(&plugin.Context{}, post)
		equal("reason", reason, "")
	}
	h.Get(healthPath).Want(200)
	changed, _ := h.Hooks().MessageWillBePosted(&plugin.Context{}, &model.Post{Message: "fine"})
	equal("the next one", changed == nil || changed.Message == "fine", true)
}

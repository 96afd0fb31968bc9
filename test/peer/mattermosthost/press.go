package main

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// press does what the server does when somebody presses a button or chooses from a menu of a post.
func (h *Host) press(user *model.User, postID, actionID, option string) Answer {
	post := h.API.Post(postID)
	action := post.GetAction(actionID)
	if action == nil {
		fail("the post has no action %s: %s", actionID, jsonOf(post.GetProps()))
	}
	context := map[string]any{}
	for key, value := range action.Integration.Context {
		context[key] = value
	}
	if option != "" {
		context["selected_option"] = option
	}
	return h.PostJSON(h.path(action.Integration.URL), model.PostActionIntegrationRequest{
		UserId:    user.Id,
		UserName:  user.Username,
		ChannelId: post.ChannelId,
		PostId:    post.Id,
		TriggerId: h.API.Trigger(user.Id),
		Type:      string(action.Type),
		Context:   context,
	}, userHeader, user.Id)
}

// path of an address of ours: only those that lead to this plugin are called without leaving the server.
func (h *Host) path(url string) string {
	prefix := "/plugins/" + h.ID
	if !strings.HasPrefix(url, prefix+"/") {
		fail("%q is not an address of the plugin", url)
	}
	return strings.TrimPrefix(url, prefix)
}

// dialog is the newest dialog that was opened.
func (h *Host) dialog() model.OpenDialogRequest {
	calls := h.API.Calls("OpenInteractiveDialog")
	if len(calls) == 0 {
		fail("no dialog was opened; the log: %.2000s", h.Log())
	}
	return calls[len(calls)-1].Args[0].(model.OpenDialogRequest)
}

// pressForDialog presses a button and returns the dialog it opened.
func (h *Host) pressForDialog(user *model.User, postID string) model.OpenDialogRequest {
	before := len(h.API.Calls("OpenInteractiveDialog"))
	answer := h.press(user, postID, "acknowledge", "").Want(200)
	if len(h.API.Calls("OpenInteractiveDialog")) == before {
		fail("no dialog was opened: %s", answer.Body)
	}
	return h.dialog()
}

// submit sends a dialog as the server does; the user is who is logged in.
func (h *Host) submit(user *model.User, dialog model.OpenDialogRequest, submission map[string]any) Answer {
	return h.PostJSON(h.path(dialog.URL), model.SubmitDialogRequest{
		Type:       "dialog_submission",
		UserId:     user.Id,
		CallbackId: dialog.Dialog.CallbackId,
		State:      dialog.Dialog.State,
		ChannelId:  h.API.Channel("alerts").Id,
		Submission: submission,
	}, userHeader, user.Id)
}

// alert makes an alert through the notifications address and returns the id of its post.
func (r *Run) alert(h *Host, more map[string]any) string {
	id, _ := h.PostJSON(notificationsPath, r.problem(more), r.bearer()...).Want(201).JSON()["post_id"].(string)
	return id
}

// look is what a post says about its alert, e.g. `acknowledged`.
func (h *Host) look(postID string) string {
	alert, _ := h.API.Post(postID).GetProp("oitc_alert").(map[string]any)
	look, _ := alert["look"].(string)
	return look
}

func (h *Host) untilLook(postID, look string) {
	if !within(func() bool { return h.look(postID) == look }) {
		fail("waited for %s: %s\nthe log: %.6000s", look, jsonOf(h.API.Post(postID).GetProps()), h.Log())
	}
}

// monitoring tells the double of openITCOCKPIT what to do: `reset`, `faults`.
func (r *Run) monitoring(order string, body any) { r.order(order, body, nil) }

// order asks the one who started this run for something.
func (r *Run) order(name string, body, into any) {
	response, err := http.Post(r.Monitoring.Control+"/"+name, "application/json", strings.NewReader(jsonOf(body)))
	must(err)
	defer response.Body.Close()
	equal("the answer to "+name, response.StatusCode, 200)
	if into != nil {
		must(json.NewDecoder(response.Body).Decode(into))
	}
}

// ActiveFresh is an active host whose openITCOCKPIT has its service critical, unacknowledged and without faults.
func (r *Run) ActiveFresh() *Host {
	r.monitoring("reset", nil)
	r.Cleanup(func() { r.monitoring("reset", nil) })
	return r.Active()
}

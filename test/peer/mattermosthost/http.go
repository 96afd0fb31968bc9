package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// Answer to a request, whole.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// JSON of the body, an object.
func (a Answer) JSON() map[string]any {
	value := map[string]any{}
	if err := json.Unmarshal([]byte(a.Body), &value); err != nil {
		fail("not a JSON object: %.500s", a.Body)
	}
	return value
}

// Want fails unless the status is the expected one.
func (a Answer) Want(status int) Answer {
	if a.Status != status {
		fail("got %d, want %d: %.1000s", a.Status, status, a.Body)
	}
	return a
}

// Error is the code of an answer that is one of our errors.
func (a Answer) Error() (code, message string) {
	object, _ := a.JSON()["error"].(map[string]any)
	code, _ = object["code"].(string)
	message, _ = object["message"].(string)
	return code, message
}

// Do sends a request to the plugin over real HTTP.
func (h *Host) Do(method, path string, body io.Reader, headers ...string) (Answer, error) {
	request, err := http.NewRequest(method, h.URL+path, body)
	if err != nil {
		return Answer{}, err
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return Answer{response.StatusCode, response.Header, string(text)}, err
}

// Get and the others fail the check when there is no answer.
func (h *Host) Get(path string, headers ...string) Answer {
	answer, err := h.Do(http.MethodGet, path, nil, headers...)
	must(err)
	return answer
}

func (h *Host) Post(path, contentType string, body io.Reader, headers ...string) Answer {
	answer, err := h.Do(http.MethodPost, path, body, append(headers, "Content-Type", contentType)...)
	must(err)
	return answer
}

func (h *Host) PostJSON(path string, body any, headers ...string) Answer {
	text, err := json.Marshal(body)
	must(err)
	return h.Post(path, "application/json", bytes.NewReader(text), headers...)
}

// Health is the answer of the health address to a system administrator.
func (h *Host) Health() map[string]any {
	admin := h.API.AddUser("root-"+model.NewId(), "Ad", "Min")
	admin.Roles = model.SystemAdminRoleId + " " + model.SystemUserRoleId
	return h.Get(healthPath, userHeader, admin.Id).Want(200).JSON()
}

const (
	healthPath        = "/api/v1/health"
	notificationsPath = "/api/v1/notifications"
	actionsPath       = "/api/v1/actions"
	dialogsPath       = "/api/v1/dialogs"
)

// bearer of the notification token that is stored in the settings.
func (r *Run) bearer() []string {
	return []string{"Authorization", "Bearer " + r.Stored["NotificationToken"].(string)}
}

// problem is a notification as openITCOCKPIT sends it; `more` overrides.
func (r *Run) problem(more map[string]any) map[string]any {
	fields := map[string]any{
		"type":             "Service",
		"notificationtype": "PROBLEM",
		"hostuuid":         r.Monitoring.HostUUID,
		"serviceuuid":      r.Monitoring.ServiceUUID,
		"state":            "2",
		"output":           "CRITICAL - rta nan, lost 100%",
		"problemid":        "problem-1",
	}
	for key, value := range more {
		fields[key] = value
	}
	return fields
}

// jsonOf is a value's JSON, for comparing and searching.
func jsonOf(value any) string {
	text, err := json.Marshal(value)
	must(err)
	return strings.TrimSpace(string(text))
}

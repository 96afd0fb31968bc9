package fake

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// SetSettings replaces what the System Console has stored for the plugin.
func (api *API) SetSettings(settings map[string]any) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.settings, api.config = settings, nil
}

// SetConfiguration replaces the whole answer to LoadPluginConfiguration, e.g. by something that is not an object.
func (api *API) SetConfiguration(config any) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.config = config
}

// LoadPluginConfiguration merges the manifest's defaults and the stored settings; keys arrive in lower case.
func (api *API) LoadPluginConfiguration(dest any) error {
	if err := api.enter("LoadPluginConfiguration"); err != nil {
		return err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	config := api.config
	if config == nil {
		merged := map[string]any{}
		if api.manifest != nil && api.manifest.SettingsSchema != nil {
			for _, setting := range api.manifest.SettingsSchema.Settings {
				merged[strings.ToLower(setting.Key)] = setting.Default
			}
		}
		for key, value := range api.settings {
			merged[strings.ToLower(key)] = value
		}
		config = merged
	}
	text, err := json.Marshal(config)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, dest)
}

func (api *API) GetConfig() *model.Config {
	_ = api.enter("GetConfig")
	config := &model.Config{}
	config.SetDefaults()
	config.ServiceSettings.SiteURL = model.NewPointer(api.siteURL)
	return config
}

func (api *API) GetPluginConfig() map[string]any {
	_ = api.enter("GetPluginConfig")
	api.mu.Lock()
	defer api.mu.Unlock()
	return api.settings
}

func (api *API) GetServerVersion() string {
	_ = api.enter("GetServerVersion")
	return model.CurrentVersion
}

// GetLicense answers one for several nodes, with a few of its fields.
func (api *API) GetLicense() *model.License {
	_ = api.enter("GetLicense")
	cluster := true
	return &model.License{Id: "license", Features: &model.Features{Cluster: &cluster}}
}

func (api *API) GetBundlePath() (string, error) {
	return api.bundle, api.enter("GetBundlePath")
}

func (api *API) GetPluginID() string {
	_ = api.enter("GetPluginID")
	return api.manifest.Id
}

func (api *API) GetDiagnosticId() string {
	_ = api.enter("GetDiagnosticId")
	return "diagnostic"
}

func (api *API) RegisterCommand(command *model.Command) error {
	if err := api.enter("RegisterCommand", *command); err != nil {
		return err
	}
	if command.Trigger == "" {
		return fmt.Errorf("invalid command")
	}
	if command.AutoComplete && command.AutocompleteData != nil {
		return command.AutocompleteData.IsValid()
	}
	return nil
}

func (api *API) UnregisterCommand(teamID, trigger string) error {
	return api.enter("UnregisterCommand", teamID, trigger)
}

// Trigger makes a trigger id for one dialog of a user.
func (api *API) Trigger(userID string) string {
	api.mu.Lock()
	defer api.mu.Unlock()
	id := model.NewId()
	api.triggers[id] = userID
	return id
}

func (api *API) OpenInteractiveDialog(request model.OpenDialogRequest) *model.AppError {
	if err := api.appError("OpenInteractiveDialog", request); err != nil {
		return err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	if _, ok := api.triggers[request.TriggerId]; !ok {
		return model.NewAppError("OpenInteractiveDialog", "interactive_message.decode_trigger_id.expired", nil, "", 400)
	}
	if err := request.IsValid(); err != nil {
		return model.NewAppError("OpenInteractiveDialog", "fake.dialog", nil, err.Error(), 400)
	}
	return nil
}

func (api *API) PublishWebSocketEvent(event string, payload map[string]any, broadcast *model.WebsocketBroadcast) {
	_ = api.enter("PublishWebSocketEvent", event, payload, *broadcast)
}

func (api *API) LogDebug(msg string, pairs ...any) { api.log("debug", msg, pairs) }
func (api *API) LogInfo(msg string, pairs ...any)  { api.log("info", msg, pairs) }
func (api *API) LogWarn(msg string, pairs ...any)  { api.log("warn", msg, pairs) }
func (api *API) LogError(msg string, pairs ...any) { api.log("error", msg, pairs) }

func (api *API) log(level, msg string, pairs []any) { _ = api.enter("Log", level, msg, pairs) }

// LogText is everything logged through the API, a line each: `level message key=value …`.
func (api *API) LogText() string {
	lines := []string{}
	for _, call := range api.Calls("Log") {
		line := fmt.Sprint(call.Args[0], " ", call.Args[1])
		pairs, _ := call.Args[2].([]any)
		for i := 0; i+1 < len(pairs); i += 2 {
			line += fmt.Sprint(" ", pairs[i], "=", pairs[i+1])
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

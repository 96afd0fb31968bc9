//go:build !hooks_without_manifest

package main

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// runHook calls a hook of every plugin that implements it, until one returns false.
func runHook(env *plugin.Environment, call func(plugin.Hooks) bool, hook int) {
	env.RunMultiPluginHook(func(hooks plugin.Hooks, _ *model.Manifest) bool { return call(hooks) }, hook)
}

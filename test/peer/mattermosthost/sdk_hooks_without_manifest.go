//go:build hooks_without_manifest

package main

import "github.com/mattermost/mattermost/server/public/plugin"

// runHook is as in sdk_hooks.go, for SDKs before 10.3.
func runHook(env *plugin.Environment, call func(plugin.Hooks) bool, hook int) {
	env.RunMultiPluginHook(call, hook)
}

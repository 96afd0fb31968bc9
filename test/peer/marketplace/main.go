// What Mattermost 11.6 does when a plugin is installed from a marketplace, with the libraries that it uses: it asks the
// marketplace for the plugin, downloads the archive and verifies the signature with the keys of SignaturePublicKeyFiles.
// (The server's own code is no module of its own.) Arguments: address of the marketplace, platform, id of the plugin,
// file with the public key. It prints the manifest's version, or says on stderr why it does not install.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"

	"github.com/mattermost/mattermost/server/public/model"
	"golang.org/x/crypto/openpgp"       //nolint:staticcheck // Mattermost verifies with it
	"golang.org/x/crypto/openpgp/armor" //nolint:staticcheck
)

func main() {
	version, err := install(os.Args[1], os.Args[2], os.Args[3], os.Args[4])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(version)
}

func install(marketplace, platform, id, keyFile string) (string, error) {
	plugin, err := latest(marketplace, platform, id)
	if err != nil {
		return "", err
	}
	if err := plugin.Manifest.IsValid(); err != nil {
		return "", fmt.Errorf("manifest: %w", err)
	}
	archive, err := download(plugin.DownloadURL)
	if err != nil {
		return "", err
	}
	signature, err := plugin.DecodeSignature()
	if err != nil {
		return "", err
	}
	key, err := os.Open(keyFile)
	if err != nil {
		return "", err
	}
	defer key.Close()
	if err := verify(key, archive, signature); err != nil {
		return "", fmt.Errorf("signature: %w", err)
	}
	return plugin.Manifest.Version, nil
}

func latest(marketplace, platform, id string) (*model.BaseMarketplacePlugin, error) {
	address, err := url.Parse(marketplace + "/api/v1/plugins")
	if err != nil {
		return nil, err
	}
	filter := model.MarketplacePluginFilter{PerPage: 1, ServerVersion: "11.6.0", Platform: platform, PluginId: id}
	filter.ApplyToURL(address)
	body, err := download(address.String())
	if err != nil {
		return nil, err
	}
	plugins, err := model.BaseMarketplacePluginsFromReader(body)
	if err != nil {
		return nil, err
	}
	if len(plugins) == 0 || plugins[0].Manifest == nil || plugins[0].Manifest.Id != id {
		return nil, errors.New("not in this marketplace")
	}
	return plugins[0], nil
}

func download(address string) (io.ReadSeeker, error) {
	response, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, response.Status)
	}
	content, err := io.ReadAll(response.Body)
	return bytes.NewReader(content), err
}

func verify(key, content, signature io.Reader) error {
	plainKey, err := unarmoured(key)
	if err != nil {
		return err
	}
	ring, err := openpgp.ReadKeyRing(plainKey)
	if err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	plainSignature, err := unarmoured(signature)
	if err != nil {
		return err
	}
	_, err = openpgp.CheckDetachedSignature(ring, content, plainSignature)
	return err
}

func unarmoured(reader io.Reader) (io.Reader, error) {
	content, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}
	if block, err := armor.Decode(bytes.NewReader(content)); err == nil {
		return block.Body, nil
	}
	return bytes.NewReader(content), nil
}

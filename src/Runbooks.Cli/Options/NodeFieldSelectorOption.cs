using System.CommandLine;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Options;

/// <summary><c>--node-field-selector displayName=approve</c>.</summary>
internal sealed class NodeFieldSelectorOption : Option<string?>
{
    public NodeFieldSelectorOption(string description) : base("--node-field-selector")
    {
        Description = $"{description}: displayName=approve, or by templateName, phase, name, id, templateRef.name, templateRef.template, inputs.parameters.NAME.value, with =, != and commas";
        HelpName = "SELECTOR";
        Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var text }] && !NodeFieldSelector.TryParse(text, out _, out var mistake)) given.AddError($"--node-field-selector: {mistake}");
        });
    }
}

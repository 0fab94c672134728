using System.CommandLine;

namespace Runbooks.Cli.Options;

internal sealed class NamespaceOption : Option<string?>
{
    public NamespaceOption(string description) : base("--namespace", "-n")
    {
        Description = description;
        HelpName = "NAMESPACE";
    }
}

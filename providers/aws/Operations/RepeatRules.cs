using System.Text.RegularExpressions;

namespace Runbooks.Providers.Aws.Operations;

/// <summary>Which <see cref="RepeatRule"/> holds for which operation, by its verb and name.</summary>
internal static partial class RepeatRules
{
    public static RepeatRule For(Operation operation) => operation.Name switch
    {
        _ when Reads().IsMatch(operation.Name) => RepeatRule.Read,
        "StartInstances" or "StopInstances" or "TerminateInstances" => RepeatRule.ByInstanceState,
        _ when operation.TakesClientToken => RepeatRule.SameToken,
        _ when SetsAbsoluteState().IsMatch(operation.Name) => RepeatRule.Idempotent,
        _ => RepeatRule.Never,
    };

    /// <summary>Assume… and Decode… are STS's: they hand out or unpack something and leave no trace.</summary>
    [GeneratedRegex("^(Describe|Get|List|Search|Assume|Decode)[A-Z]")]
    private static partial Regex Reads();

    /// <summary>
    /// Sets something to a given value, whatever it was. Not here: other Modify… calls (ModifyVolume refuses a second one for hours),
    /// Attach…, Associate… and Delete… (a second one is refused, which would look like failure), Reboot….
    /// </summary>
    [GeneratedRegex("^((Create|Delete)Tags|(Modify|Reset)[A-Za-z]+Attribute|(Unm|M)onitorInstances|ModifyInstanceMetadataOptions)$")]
    private static partial Regex SetsAbsoluteState();
}

using Runbooks.Engine.Argo;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Runs;

/// <summary>Inputs whose values come from ConfigMaps, which were read as the run was submitted.</summary>
internal static class ConfigMapInputs
{
    /// <summary>The value, or the default if there is no such key.</summary>
    /// <exception cref="StepInputException">There is none.</exception>
    public static string ValueOf(string input, ValueFrom source, RunState run)
    {
        var key = ConfigMapParameters.KeyOf(source.ConfigMapKeyRef!, run.Global);
        var found = key is null ? null : run.ConfigMaps.GetValueOrDefault(key.ToString());
        return found?.Text
            ?? (found is null or { IsMissing: true } ? source.Default?.Text : null)
            ?? throw new StepInputException($"unable to retrieve inputs.parameters.{input} from ConfigMap: {found?.Problem ?? "which one was not known as the run was submitted"}");
    }
}

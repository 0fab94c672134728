using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;

namespace Runbooks.Cli.Documents;

/// <summary>A run's parameters as its user gives them: a file of them, and single ones, which win.</summary>
internal static class ParameterValues
{
    /// <param name="file">A YAML or JSON map of names to values, or null.</param>
    /// <param name="given">Each <c>name=value</c>; the last of a name wins.</param>
    /// <exception cref="CommandException">The file is no such map, or a parameter has no <c>=</c>.</exception>
    public static Dictionary<string, string> Read(string? file, IReadOnlyList<string> given, Shell shell)
    {
        var values = file is null ? new Dictionary<string, string>(StringComparer.Ordinal) : FromFile(file, shell);
        foreach (var parameter in given)
        {
            if (parameter.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw CommandException.BadInput($"-p {parameter}: expected name=value");
            values[name] = value;
        }
        return values;
    }

    private static Dictionary<string, string> FromFile(string file, Shell shell)
    {
        var stream = YamlReader.Read(RunbookFile.Bytes(file, shell));
        if (stream.Mistakes.Count > 0)
            throw CommandException.BadInput(string.Join("\nerror: ", stream.Mistakes.Select(mistake => $"{file}:{mistake.At}: {mistake.Message}")));
        if (stream.Documents is not [{ Root: YamlMapping map }])
            throw CommandException.BadInput($"{file}: expected one map of parameter names to values");
        return map.Entries.ToDictionary(entry => entry.Key, entry => Text(file, entry.Key, entry.Value), StringComparer.Ordinal);
    }

    /// <summary>As Argo has it: text, numbers and booleans as they are written, lists and maps as JSON.</summary>
    private static string Text(string file, string name, YamlEntry entry) => entry.Value.ToJson() switch
    {
        null => throw CommandException.BadInput($"{file}:{entry.KeyAt}: parameter '{name}' has no value; give \"\" for an empty one"),
        var value => AnyString.Of(value).Text,
    };
}

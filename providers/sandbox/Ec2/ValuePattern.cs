using System.IO.Enumeration;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>The values of one filter: any of them may match. <c>*</c> and <c>?</c> are wildcards, <c>\</c> takes their meaning away.</summary>
internal sealed class ValuePattern
{
    readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    readonly List<string> _wild = [];

    public ValuePattern(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            if (value.AsSpan().ContainsAny('*', '?', '\\'))
                _wild.Add(value);
            else
                _exact.Add(value);
        }
    }

    public bool Matches(string? text) => text is not null
        && (_exact.Contains(text) || _wild.Exists(wild => FileSystemName.MatchesSimpleExpression(wild, text, ignoreCase: false)));
}

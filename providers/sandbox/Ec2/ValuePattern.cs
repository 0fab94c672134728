using System.Text;
using System.Text.RegularExpressions;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>The values of one filter; any may match. <c>*</c> and <c>?</c> are wildcards, <c>\</c> takes their meaning away.</summary>
internal sealed class ValuePattern
{
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly List<Regex> _wild = [];

    public ValuePattern(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            if (value.AsSpan().ContainsAny('*', '?', '\\'))
                _wild.Add(Wildcards(value));
            else
                _exact.Add(value);
        }
    }

    public bool Matches(string? text) =>
        text is not null && (_exact.Contains(text) || _wild.Exists(wild => wild.IsMatch(text)));

    // Non-backtracking: a filter made of many stars takes linear time.
    private static Regex Wildcards(string value)
    {
        var pattern = new StringBuilder(@"\A");
        for (var index = 0; index < value.Length; index++)
        {
            pattern.Append(value[index] switch
            {
                '*' => ".*",
                '?' => ".",
                '\\' when index + 1 < value.Length => Regex.Escape(value[++index].ToString()),
                var other => Regex.Escape(other.ToString()),
            });
        }

        return new Regex(pattern.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}

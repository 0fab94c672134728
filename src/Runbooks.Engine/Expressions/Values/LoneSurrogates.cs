namespace Runbooks.Engine.Expressions.Values;

/// <summary>Half a surrogate pair, written as <c>\ud800</c> in JSON: to Go it is U+FFFD, to .NET a mistake.</summary>
internal static class LoneSurrogates
{
    private const int Length = 6;

    /// <summary>The JSON with <c>\ufffd</c> in their place.</summary>
    public static string Replace(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        var result = json.ToCharArray();
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\') continue;
            var half = HalfAt(json, at);
            if (half is >= 0xD800 and < 0xDC00 && HalfAt(json, at + Length) is >= 0xDC00 and < 0xE000) at += 2 * Length - 1;
            else if (half is >= 0xD800 and < 0xE000) "fffd".CopyTo(result.AsSpan(at + 2));
            else at++;
        }
        return new string(result);
    }

    private static int HalfAt(string json, int at) =>
        at + Length <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && int.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)
            ? code
            : -1;
}

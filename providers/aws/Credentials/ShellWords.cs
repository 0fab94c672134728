using System.Text;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>Splits a line into words as a shell does: <c>profile "my ops"</c> has two.</summary>
internal static class ShellWords
{
    /// <returns>Null if a quotation has no end.</returns>
    public static List<string>? Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '\\' && quote != '\'' && i + 1 < line.Length && (quote == '\0' || line[i + 1] is '"' or '\\')) (word ??= new()).Append(line[++i]);
            else if (quote != '\0' && letter == quote) quote = '\0';
            else if (quote != '\0') word!.Append(letter);
            else if (letter is '"' or '\'') (quote, word) = (letter, word ?? new());
            else if (!char.IsWhiteSpace(letter)) (word ??= new()).Append(letter);
            else if (word is not null) (_, word) = (Keep(words, word), null);
        }
        if (word is not null) Keep(words, word);
        return quote == '\0' ? words : null;
    }

    private static StringBuilder Keep(List<string> words, StringBuilder word)
    {
        words.Add(word.ToString());
        return word;
    }
}

using System.Text;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>
/// <c>snake_case</c> and <c>kebab-case</c>: HTTPServer, HTTP_Server and httpServer are two words each; digits belong to the word before
/// them, or to small letters behind them, <c>http_2xx</c>; and punctuation parts words by itself.
/// </summary>
internal sealed class ConnectedWords
{
    private readonly StringBuilder _result = new();
    private readonly char _connector;
    private readonly IReadOnlyList<(Kind Kind, string Text)> _words;
    private int _at;

    private ConnectedWords(string text, char connector) => (_connector, _words) = (connector, [.. Words([.. text.EnumerateRunes()])]);

    private enum Kind
    {
        None,
        Number,
        Upper,
        Letters,
        Connector,
        Punctuation,
        Other,
    }

    private Kind Now => _at < _words.Count ? _words[_at].Kind : Kind.None;

    private bool IsLast => _at >= _words.Count - 1;

    public static string Join(string text, char connector) => new ConnectedWords(text, connector).Join();

    private string Join()
    {
        while (!IsLast)
        {
            var word = _words[_at];
            Write(word);
            _at++;
            if (word.Kind == Kind.Number) WithLetters();
            else if (word.Kind is not (Kind.Connector or Kind.Punctuation)) After();
        }
        if (_at < _words.Count) Write(_words[_at]);
        return _result.ToString();
    }

    /// <summary>After letters, or what is neither letters nor digits.</summary>
    private void After()
    {
        if (Now != Kind.Number)
        {
            Connect();
            return;
        }
        if (IsLast) return;
        var number = _words[_at++];
        if (Now == Kind.Letters)
        {
            _result.Append(_connector);
            Write(number);
            WithLetters();
            return;
        }
        Write(number);
        Connect();
    }

    private void WithLetters()
    {
        while (Now is Kind.Letters or Kind.Number) Write(_words[_at++]);
        Connect();
    }

    private void Connect()
    {
        if (Now is not (Kind.None or Kind.Connector or Kind.Punctuation)) _result.Append(_connector);
    }

    private void Write((Kind Kind, string Text) word)
    {
        if (word.Kind == Kind.Connector) _result.Append(_connector, word.Text.EnumerateRunes().Count());
        else _result.Append(word.Kind == Kind.Upper ? GoText.Lower(word.Text) : word.Text);
    }

    private static IEnumerable<(Kind Kind, string Text)> Words(Rune[] runes)
    {
        for (var at = 0; at < runes.Length;)
        {
            var kind = KindOf(runes[at]);
            var end = at + 1;
            if (kind == Kind.Upper) end = EndOfCapitals(runes, at);
            else
                while (end < runes.Length && Continues(kind, runes[end])) end++;
            yield return (kind, string.Concat(runes[at..end]));
            at = end;
        }
    }

    /// <summary>HTTPServer is HTTP and Server.</summary>
    private static int EndOfCapitals(Rune[] runes, int at)
    {
        var end = at + 1;
        while (end < runes.Length && Rune.IsUpper(runes[end])) end++;
        if (end - at > 1) return end < runes.Length && IsAlphabet(runes[end]) ? end - 1 : end;
        while (end < runes.Length && KindOf(runes[end]) == Kind.Letters) end++;
        return end;
    }

    private static bool Continues(Kind kind, Rune rune) => kind == Kind.Punctuation ? Rune.IsPunctuation(rune)
        : kind == Kind.Other ? KindOf(rune) is Kind.Other
        : KindOf(rune) == kind;

    private static Kind KindOf(Rune rune) => rune switch
    {
        _ when WordCases.IsConnector(rune) => Kind.Connector,
        _ when Rune.IsPunctuation(rune) => Kind.Punctuation,
        _ when Rune.IsUpper(rune) => Kind.Upper,
        _ when IsAlphabet(rune) => Kind.Letters,
        _ when Rune.IsNumber(rune) => Kind.Number,
        _ => Kind.Other,
    };

    /// <summary>Chinese characters are no letters of an alphabet.</summary>
    private static bool IsAlphabet(Rune rune) => Rune.IsLetter(rune)
        && rune.Value is not (>= 0x3400 and <= 0x4DB5 or >= 0x4E00 and <= 0x9FCC or >= 0x20000 and <= 0x2A6D6)
        && rune.Value is not (>= 0x2A700 and <= 0x2B734 or >= 0x2B740 and <= 0x2B81D);
}

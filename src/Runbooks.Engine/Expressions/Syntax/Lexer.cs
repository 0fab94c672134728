using System.Buffers;
using System.Globalization;

namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>Cuts the text of an expression into tokens.</summary>
internal sealed class Lexer
{
    private static readonly HashSet<string> Words =
        ["in", "or", "and", "not", "matches", "contains", "startsWith", "endsWith", "let", "if", "else"];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF_");

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;

    private Lexer(string text) => _text = text;

    /// <exception cref="SyntaxException"/>
    public static IReadOnlyList<Token> Tokens(string text)
    {
        var lexer = new Lexer(text);
        while (lexer._at < text.Length) lexer.Next();
        lexer._tokens.Add(new Token(TokenKind.EOF, "", Math.Max(text.Length - 1, 0)));
        return lexer._tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void Next()
    {
        var c = _text[_at];
        if (char.IsWhiteSpace(c)) _at++;
        else if (c is '\'' or '"') Quoted(TokenKind.String, _at);
        else if (c == '`') Raw();
        else if (c is 'b' or 'B' && Peek(1) is '\'' or '"') Quoted(TokenKind.Bytes, _at + 1);
        else if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(Peek(1))) Number();
        else if (c == '/' && Peek(1) == '/') LineComment();
        else if (c == '/' && Peek(1) == '*') BlockComment();
        else if (c == '#') Pointer();
        else if ("([{}])".Contains(c)) Emit(TokenKind.Bracket, 1);
        else if (IsWordPart(_at)) Word();
        else Operator(c);
    }

    private void Emit(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _text.Substring(_at, length), _at));
        _at += length;
    }

    private void Operator(char c)
    {
        var next = Peek(1);
        switch (c)
        {
            case '?': Emit(TokenKind.Operator, next is '.' or '?' ? 2 : 1); break;
            case '.': Emit(TokenKind.Operator, next == '.' ? 2 : 1); break;
            case '|' or ':': Emit(TokenKind.Operator, next == c ? 2 : 1); break;
            case '&' or '!' or '=' or '*' or '<' or '>': Emit(TokenKind.Operator, next is '&' or '=' or '*' ? 2 : 1); break;
            case ',' or ';' or '%' or '+' or '-' or '^' or '/': Emit(TokenKind.Operator, 1); break;
            default: throw new SyntaxException($"unrecognized character: U+{char.ConvertToUtf32(Rune(_at), 0):X4} '{Rune(_at)}'", _at);
        }
    }

    private void Word()
    {
        var end = _at;
        while (IsWordPart(end)) end += char.IsSurrogatePair(_text, end) ? 2 : 1;
        Emit(Words.Contains(_text[_at..end]) ? TokenKind.Operator : TokenKind.Identifier, end - _at);
    }

    /// <summary><c>#</c>, <c>##</c> and what follows at once: <c>#acc</c>.</summary>
    private void Pointer()
    {
        Emit(TokenKind.Operator, Peek(1) == '#' ? 2 : 1);
        var end = _at;
        while (IsWordPart(end)) end += char.IsSurrogatePair(_text, end) ? 2 : 1;
        if (end > _at) Emit(TokenKind.Identifier, end - _at);
    }

    private void Number()
    {
        var digits = Digits;
        var end = _at;
        if (_text[end] == '0' && Peek(1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            if (Peek(1) is 'x' or 'X') digits = HexDigits;
            end += 2;
        }
        end = Run(digits, end);
        // 1..2 is a range.
        if (At(end) == '.' && At(end + 1) == '.')
        {
            Emit(TokenKind.Number, end - _at);
            return;
        }
        if (At(end) == '.') end = Run(digits, end + 1);
        if (At(end) is 'e' or 'E') end = Run(digits, At(end + 1) is '+' or '-' ? end + 2 : end + 1);
        if (IsWordPart(end)) throw new SyntaxException($"bad number syntax: \"{_text[_at..(end + 1)]}\"", end);
        Emit(TokenKind.Number, end - _at);
    }

    private char At(int index) => index < _text.Length ? _text[index] : '\0';

    private int Run(SearchValues<char> digits, int from)
    {
        var length = _text.AsSpan(from).IndexOfAnyExcept(digits);
        return length < 0 ? _text.Length : from + length;
    }

    private void Quoted(TokenKind kind, int open)
    {
        var end = open + 1;
        while (end < _text.Length && _text[end] != _text[open] && _text[end] != '\n') end += _text[end] == '\\' ? 2 : 1;
        if (end >= _text.Length || _text[end] != _text[open]) throw new SyntaxException("literal not terminated", Math.Min(end, _text.Length - 1));
        var body = _text[(open + 1)..end];
        _tokens.Add(new Token(kind, kind == TokenKind.Bytes ? Escapes.DecodeBytes(body, _text[open], open + 1) : Escapes.Decode(body, _text[open], open + 1), _at));
        _at = end + 1;
    }

    /// <summary><c>`as it is`</c>; a doubled backtick is one.</summary>
    private void Raw()
    {
        var end = _at + 1;
        while (end < _text.Length && (_text[end] != '`' || At(end + 1) == '`')) end += _text[end] == '`' ? 2 : 1;
        if (end >= _text.Length) throw new SyntaxException("literal not terminated", _text.Length - 1);
        _tokens.Add(new Token(TokenKind.String, _text[(_at + 1)..end].Replace("``", "`", StringComparison.Ordinal), _at));
        _at = end + 1;
    }

    private void LineComment()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end + 1;
    }

    private void BlockComment()
    {
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0) throw new SyntaxException("unclosed comment", _text.Length - 1);
        _at = end + 2;
    }

    private bool IsWordPart(int index)
    {
        if (index >= _text.Length) return false;
        return _text[index] is '_' or '$' || CharUnicodeInfo.GetUnicodeCategory(_text, index) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
    }

    private string Rune(int index) =>
        System.Text.Rune.TryGetRuneAt(_text, index, out var rune) ? rune.ToString() : "\uFFFD";
}

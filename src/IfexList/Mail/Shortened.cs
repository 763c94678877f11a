namespace IfexList.Mail;

/// <summary>The beginning of a text where a letter or a row has no room for more. No sign that takes two characters is torn apart: half of one is no Unicode.</summary>
public static class Shortened
{
    /// <param name="most">Characters, without the sign that shows that it goes on.</param>
    /// <param name="more">That sign; empty where nothing shows it.</param>
    public static string To(string text, int most, string more = "") =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), more);
}

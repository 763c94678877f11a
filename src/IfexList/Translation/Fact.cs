namespace IfexList.Translation;

/// <summary>Something in a text that a translation leaves as it is: a number, a day, a fax, an address, a link.</summary>
/// <param name="Kind">As <see cref="Loss"/> names it.</param>
/// <param name="Key">Equal in every language.</param>
/// <param name="Shown">As the text has it.</param>
internal readonly record struct Fact(string Kind, string Key, string Shown);

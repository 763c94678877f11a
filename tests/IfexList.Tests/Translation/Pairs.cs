using IfexList.Mail;
using IfexList.Tests.Mail;
using IfexList.Translation;

namespace IfexList.Tests.Translation;

/// <summary>Two alerts of our own invention, in all the languages that we wrote them in: <c>tests/Mail/translations/alert-X.LANGUAGE.txt</c>, the Subject on top.</summary>
internal static class Pairs
{
    /// <summary>The Subject is the first paragraph.</summary>
    public static NumberedText Load(string name, Language language)
    {
        var (subject, text) = Parts(name, language);
        return NumberedText.Of(subject, text);
    }

    public static string Text(string name, Language language) => Load(name, language).Text;

    public static (string Subject, string Text) Parts(string name, Language language)
    {
        var parts = File.ReadAllText(Path.Combine(SampleMail.Folder, "translations", $"alert-{name}.{language.Code()}.txt")).ReplaceLineEndings("\n").Split("\n\n", 2);
        return (parts[0], parts[1]);
    }

    public static IEnumerable<(string Name, Language From, Language To)> All()
    {
        foreach (var (name, languages) in new[] { ("a", Languages.All), ("b", [Language.Fr, Language.En, Language.Ru, Language.Ar]) })
            foreach (var from in languages)
                foreach (var to in languages.Where(to => to != from))
                    yield return (name, from, to);
    }
}

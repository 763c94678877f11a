using System.Text.Json;
using IfexList.Mail;
using MimeKit;
using Xunit;

namespace IfexList.Tests.Mail;

public class LanguageGuessTests
{
    [Fact]
    public void Every_sample_post_is_guessed_right()
    {
        foreach (var sample in SampleMail.Manifest.Where(s => s.GetProperty("role").GetString() == "post" && s.TryGetProperty("language", out _)))
        {
            var message = MimeMessage.Load(Path.Combine(SampleMail.Folder, sample.FileName()), TestContext.Current.CancellationToken);
            if (Languages.TryParse(sample.GetProperty("language").GetString(), out var language) && PlainText.Of(message) is { Length: > 50 } text)
                Assert.True(language == LanguageGuess.Of(text, Languages.All), sample.FileName());
        }
    }

    [Theory]
    [InlineData("", Language.Fr, "nothing to go by")]
    [InlineData("12 345", Language.Fr, "digits")]
    [InlineData("SOS", Language.Fr, "no small word")]
    [InlineData("Свобода слова", Language.Fr, "a script that none of the list's languages has")]
    public void What_cannot_be_told_is_the_first_language(string text, Language expected, string why) =>
        Assert.True(expected == LanguageGuess.Of(text, [Language.Fr, Language.En]), why);

    [Fact]
    public void Only_the_lists_own_languages_are_guessed() => Assert.Equal(Language.Es, LanguageGuess.Of("the men were in the house", [Language.Es, Language.Fr]));
}

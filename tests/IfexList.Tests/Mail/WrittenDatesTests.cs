using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Mail;

public sealed class WrittenDatesTests
{
    private static readonly DateOnly Today = new(2026, 3, 24);

    [Theory]
    [InlineData("24 March 2026", "2026-03-24", "English")]
    [InlineData("March 24th, 2026", "2026-03-24", "the month first")]
    [InlineData("on Tuesday, 5 May 2026 at 10:30 in room 7", "2026-05-05", "an hour and a room behind")]
    [InlineData("le 1er mars 2026", "2026-03-01", "French counts the first")]
    [InlineData("25 DE MARZO DE 2026", "2026-03-25", "Spanish, in capitals")]
    [InlineData("24 марта 2026 г.", "2026-03-24", "Russian")]
    [InlineData("٢٤ مارس ٢٠٢٦", "2026-03-24", "Arabic figures")]
    [InlineData("12 كانون الثاني 2027", "2027-01-12", "a month of two words")]
    [InlineData("24-26 March 2026", "2026-03-24", "a range")]
    [InlineData("from 24 to 26 March 2026", "2026-03-24", "a range in words")]
    [InlineData("du 4 au 6 mai 2026", "2026-05-04", "a range in French")]
    [InlineData("May 4-6, 2026", "2026-05-04", "a range behind its month")]
    [InlineData("2026-05-04, 04/05/2026 and 4.5.2026", "2026-05-04 2026-05-04 2026-05-04", "figures")]
    [InlineData("5 May 2026, until 3 June 2026", "2026-05-05 2026-06-03", "two")]
    [InlineData("12 April", "2026-04-12", "no year: the nearest")]
    [InlineData("12 March", "2026-03-12", "no year: twelve days ago, not in a year")]
    [InlineData("5 января", "2026-01-05", "no year")]
    [InlineData("31 April 2026, 30/02/2026, 2026-13-01", "", "no such days")]
    [InlineData("May I ask 12 of you? Mars attacks.", "", "no days")]
    [InlineData("1.2.3.2026 and 192.0.2.1", "", "versions and addresses")]
    public void Days_are_read_as_people_write_them(string text, string expected, string why)
    {
        var read = string.Join(' ', WrittenDates.In(text, Today).Select(day => $"{day:yyyy-MM-dd}"));
        Assert.True(expected == read, $"{why}: {read}");
    }

    [Fact]
    public void A_day_without_a_year_is_none_where_nobody_says_when_it_is_read() => Assert.Empty(WrittenDates.In("12 April"));
}

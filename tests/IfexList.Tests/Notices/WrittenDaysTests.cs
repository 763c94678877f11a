using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

public sealed class WrittenDaysTests
{
    [Theory]
    [InlineData(Language.En, "22, 21 and 18 January 1999 and 30 December 1998")]
    [InlineData(Language.Fr, "22, 21 et 18 janvier 1999 et 30 décembre 1998")]
    [InlineData(Language.Es, "22, 21 y 18 de enero de 1999 y 30 de diciembre de 1998")]
    [InlineData(Language.Ru, "22, 21 и 18 января 1999\u00A0г. и 30 декабря 1998\u00A0г.")]
    [InlineData(Language.Ar, "22 و21 و18 يناير 1999 و30 ديسمبر 1998")]
    public void Days_of_one_month_share_its_name(Language language, string written) =>
        Assert.Equal(written, WrittenDays.Of([new(1999, 1, 22), new(1999, 1, 21), new(1999, 1, 18), new(1998, 12, 30)], language));

    [Theory]
    [InlineData(Language.En, "1 May 2026, 1 May 2025 and 2 March 2025")]
    [InlineData(Language.Fr, "1er mai 2026, 1er mai 2025 et 2 mars 2025")]
    [InlineData(Language.Es, "1 de mayo de 2026, 1 de mayo de 2025 y 2 de marzo de 2025")]
    [InlineData(Language.Ru, "1 мая 2026\u00A0г., 1 мая 2025\u00A0г. и 2 марта 2025\u00A0г.")]
    [InlineData(Language.Ar, "1 مايو 2026 و1 مايو 2025 و2 مارس 2025")]
    public void The_same_month_of_another_year_is_another_one(Language language, string written) =>
        Assert.Equal(written, WrittenDays.Of([new(2026, 5, 1), new(2025, 5, 1), new(2025, 3, 2)], language));
}

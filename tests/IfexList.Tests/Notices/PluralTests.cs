using IfexList.Mail;
using IfexList.Notices;
using Xunit;

namespace IfexList.Tests.Notices;

public class PluralTests
{
    [Theory]
    [InlineData(Language.En, "0:Other 1:One 2:Other 21:Other")]
    [InlineData(Language.Es, "0:Other 1:One 2:Other 100:Other")]
    [InlineData(Language.Fr, "0:One 1:One 2:Other 15000:Other")]
    [InlineData(Language.Ru, "0:Many 1:One 2:Few 4:Few 5:Many 11:Many 12:Many 14:Many 21:One 22:Few 25:Many 101:One 111:Many 112:Many 122:Few 4812:Many 15001:One")]
    [InlineData(Language.Ar, "0:Zero 1:One 2:Two 3:Few 10:Few 11:Many 99:Many 100:Other 101:Other 102:Other 103:Few 110:Few 111:Many 4812:Many 15000:Other")]
    public void Counts_fall_into_the_categories_of_cldr(Language language, string table) =>
        Assert.All(table.Split(' '), row => Assert.Equal(row.Split(':')[1], Plural.Of(long.Parse(row.Split(':')[0], null), language).ToString()));
}

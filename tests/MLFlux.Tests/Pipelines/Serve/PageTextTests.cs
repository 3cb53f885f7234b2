using MLFlux.Pages;

namespace MLFlux.Tests.Pipelines.Serve;

[TestClass]
public sealed class PageTextTests
{
    /// <summary>On a phone a long name broke in the middle of a word.</summary>
    [TestMethod]
    [DataRow("size_of_the_garden", "size_<wbr>of_<wbr>the_<wbr>garden")]
    [DataRow("Predict SalePriceOfHouse", "Predict Sale<wbr>Price<wbr>Of<wbr>House")]
    [DataRow("a-b.c/d", "a-<wbr>b.<wbr>c/<wbr>d")]
    [DataRow("großeStraße", "gro&#223;e<wbr>Stra&#223;e")]
    [DataRow("<b>&_x", "&lt;b&gt;&amp;_<wbr>x")]
    [DataRow("size", "size")]
    [DataRow("__", "__")]
    public void A_name_breaks_between_its_words(string name, string markup) => StringAssert.Contains(
        new PageText().Name("h1 class='x'", name).ToPage("title"), $"<h1 class='x'>{markup}</h1>");
}

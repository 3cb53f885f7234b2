using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class NetworkJsonTests
{
    [TestMethod]
    public void Only_what_is_not_the_default_is_written() => Assert.AreEqual(
        """{"layer":"Chain","layers":[{"layer":"Conv","kernel":[5,5],"filters":6,"activation":"LeakyRelu(0.2)","padding":"Padding.Same"},{"layer":"Flatten"},{"layer":"Output","bias":false}]}""",
        NetworkJson.Write(Chain(Conv((5, 5), 6, LeakyRelu(0.2), padding: Padding.Same), Flatten(), Output(bias: false))));

    [TestMethod]
    [DataRow("""{"layer":"Dense","outputs":0}""", "Dense: ", "outputs")]
    [DataRow("""{"layer":"Dense"}""", "Dense: 'outputs' is missing.")]
    [DataRow("""{"layer":"Dense","outputs":3.5}""", "Dense: 'outputs' is a whole number, got 3.5.")]
    [DataRow("""{"layer":"Dense","outputs":99999999999}""", "Dense: 'outputs' is a whole number, got 99999999999.")]
    [DataRow("""{"layer":"Dense","outputs":"3"}""", "Dense: 'outputs' is a whole number, got \"3\".")]
    [DataRow("""{"layer":"Dense","outputs":3,"sparsity":1}""", "Dense: 'sparsity' is not a property of this layer.")]
    [DataRow("""{"layer":"Dense","outputs":3,"outputs":4}""", "broken", "outputs")]
    [DataRow("""{"layer":"Dense","outputs":3,"bias":1}""", "Dense: 'bias' is true or false, got 1.")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":"Cube"}""", "'Cube' is not an activation", "Identity, LeakyRelu")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":"LeakyRelu(-1)"}""", "'LeakyRelu(-1)'", "slope", "at least 0")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":"LeakyRelu(x)"}""", "slope is a number, got 'x'")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":"LeakyRelu(0.1, 2)"}""", "LeakyRelu does not take '2' here")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":"Relu(slope: 1)"}""", "Relu does not take 'slope' here")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":"Relu("}""", "'Relu(' is not written as Name")]
    [DataRow("""{"layer":"Dense","outputs":3,"activation":""}""", "'' is not written as Name")]
    [DataRow("""{"layer":"Dense","outputs":3,"initializer":"Sevens"}""", "'Sevens' is not an initialiser", "GlorotNormal")]
    [DataRow("""{"layer":"Conv","kernel":[],"filters":2}""", "Conv: 'kernel' is one to three whole numbers")]
    [DataRow("""{"layer":"Conv","kernel":[3,3,3,3],"filters":2}""", "Conv: 'kernel' is one to three whole numbers")]
    [DataRow("""{"layer":"Conv","kernel":[3.5],"filters":2}""", "Conv: 'kernel' is one to three whole numbers")]
    [DataRow("""{"layer":"Conv","kernel":[3],"filters":2,"stride":[1,2]}""", "Conv: ", "Must be one number, or 1 as in 3.", "stride")]
    [DataRow("""{"layer":"Upsample","scale":[2],"interpolation":"Cubic"}""", "Upsample: 'interpolation' is Nearest or Linear, got")]
    [DataRow("""{"layer":"Upsample","scale":[2],"interpolation":"1"}""", "Upsample: 'interpolation' is Nearest or Linear, got")]
    [DataRow("""{"layer":"SkipConnection","combine":"Add"}""", "SkipConnection: 'inner' is missing.")]
    [DataRow("""{"layer":"SkipConnection","combine":"Divide","inner":{"layer":"Flatten"}}""", "'Divide' is not a way to combine",
        "Add, Concat")]
    [DataRow("""{"layer":"SkipConnection","combine":"Concat(axis: 1e99)","inner":{"layer":"Flatten"}}""", "Concat")]
    [DataRow("""{"layer":"Chain","layers":[{"layer":"Flatten"}],"names":["a","b"]}""", "Chain: ", "1 layers, but 2 names")]
    [DataRow("""{"layer":"Chain","layers":[{"layer":"Flatten"}],"names":[1]}""", "Chain: 'names' is a list of texts")]
    [DataRow("""{"layer":"EntityEmbedding","slots":[0,3,4]}""", "EntityEmbedding: 'slots' is pairs of whole numbers")]
    [DataRow("""{"layer":"EntityEmbedding","slots":[-1,3]}""", "EntityEmbedding: ")]
    [DataRow("""{"layer":"Permute","axes":[]}""", "Permute: 'axes' is a list of whole numbers")]
    [DataRow("""{"layer":"Conv","kernel":[3,3],"filters":2,"padding":"lots"}""", "'lots' is not a padding")]
    [DataRow("""{"layer":"Conv","kernel":[3,3],"filters":2,"padding":"(-1, 0)"}""", "'(-1, 0)' is not a padding")]
    [DataRow("""{"layer":"Conv","kernel":[3,3],"filters":2,"padding":"(40000, 0)"}""", "Conv: ", "A padding is from 0 to 32767.")]
    [DataRow("""{"layer":"Dropout","probability":2}""", "Dropout: ", "probability")]
    [DataRow("""{"layer":"Dropout","probability":1e999}""", "Dropout: ", "probability")]
    [DataRow("""{"layer":"Chain","layers":[]}""", "Chain: ", "at least one layer")]
    [DataRow("""{"layer":"Chain","layers":[null]}""", "A layer is a JSON object, got Null.")]
    [DataRow("""{"layer":"Chain","layers":{}}""", "Chain: 'layers' is a list of layers")]
    [DataRow("""{"layer":"System.Diagnostics.Process"}""", "'System.Diagnostics.Process' is not a layer", "BatchNorm, Bilinear, Chain")]
    [DataRow("""{"layer":7}""", "has no text \"layer\"")]
    [DataRow("""{}""", "has no text \"layer\"")]
    [DataRow("[]", "A layer is a JSON object, got Array.")]
    [DataRow("", "broken")]
    [DataRow("{", "broken")]
    public void A_broken_file_is_a_clear_error(string json, params string[] says)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => NetworkJson.Read(json)).Message;
        foreach (string part in says)
            StringAssert.Contains(message, part);
    }

    [TestMethod]
    public void Absurd_nesting_is_refused()
    {
        foreach (int depth in new[] { 25, 100_000 })
        {
            string json = string.Concat(Enumerable.Repeat("""{"layer":"Chain","layers":[""", depth))
                + """{"layer":"Flatten"}""" + string.Concat(Enumerable.Repeat("]}", depth));
            Assert.ThrowsExactly<InvalidDataException>(() => NetworkJson.Read(json));
        }
    }

    [TestMethod]
    [DataRow("""{"layer":"SkipConnection","combine":"Add","inner":""", "}")]
    [DataRow("""{"layer":"WeightNorm","inner":""", "}")]
    [DataRow("""{"layer":"Parallel","combine":"Add","branches":[""", "]}")]
    public void Layers_within_layers_of_any_kind_are_refused_before_they_exhaust_the_stack(string begin, string end)
    {
        string json = string.Concat(Enumerable.Repeat(begin, 100_000)) + """{"layer":"Flatten"}"""
            + string.Concat(Enumerable.Repeat(end, 100_000));

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => NetworkJson.Read(json)).Message, "depth");
    }

    /// <summary>A text of any length was parsed, which takes several times its size of memory.</summary>
    [TestMethod]
    public void A_text_longer_than_a_model_file_may_have_is_refused_by_its_length()
    {
        string layer = """{"layer":"Flatten"}""";

        Assert.AreEqual(Flatten(), NetworkJson.Read(layer + new string(' ', NetworkJson.MostBytes - layer.Length)));
        foreach (char filler in (char[])[' ', 'é'])
        {
            string json = new(filler, (NetworkJson.MostBytes / (filler == ' ' ? 1 : 2)) + 1);
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => NetworkJson.Read(json)).Message, "67,108,8");
        }
    }
}

using Microsoft.ML.OnnxRuntime;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>A network's own file in ONNX Runtime, on all cores. Owns the session.</summary>
internal sealed class RuntimeNetwork : IDisposable
{
    private const long Start = 101, End = 102;

    private readonly InferenceSession _session;
    private readonly string _output;

    private RuntimeNetwork(byte[] file, string output)
    {
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        _session = new InferenceSession(file, options);
        _output = output;
    }

    public static RuntimeNetwork ResNet18() => new(Files.ResNet18(), "Pooling395_Output_0");

    public static RuntimeNetwork ResNetPreparation() => new(Files.ResNetPreparation(), "PreprocessedInput");

    public static RuntimeNetwork MiniLM() => new(Files.MiniLM(), "last_hidden_state");

    /// <summary>What the network gives for images.</summary>
    public float[] OfImages(float[] images, int count, int size) => Run(
        [_session.InputNames[0]], [OrtValue.CreateTensorValueFromMemory(images, [count, 3, size, size])]);

    /// <summary>The vectors of texts of one length, each the mean of its tokens'.</summary>
    /// <param name="keys">The tokens of the texts as keys, with zeros behind.</param>
    /// <param name="count">How many texts there are.</param>
    public float[] OfTexts(float[] keys, int count)
    {
        int length = keys.Length / count, whole = length + 2;
        long[] ids = new long[count * whole], mask = new long[count * whole], shape = [count, whole];
        for (int text = 0; text < count; text++)
        {
            int tokens = 0;
            while (tokens < length && keys[(text * length) + tokens] > 0)
                tokens++;
            ids[text * whole] = Start;
            for (int i = 0; i < tokens; i++)
                ids[(text * whole) + i + 1] = (long)keys[(text * length) + i] - 1;
            ids[(text * whole) + tokens + 1] = End;
            Array.Fill(mask, 1, text * whole, tokens + 2);
        }

        float[] states = Run(
            ["input_ids", "attention_mask", "token_type_ids"],
            [
                OrtValue.CreateTensorValueFromMemory(ids, shape), OrtValue.CreateTensorValueFromMemory(mask, shape),
                OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape),
            ]);
        return Means(states, mask, count);
    }

    public void Dispose() => _session.Dispose();

    private static float[] Means(float[] states, long[] mask, int count)
    {
        int whole = mask.Length / count, width = states.Length / mask.Length;
        var means = new float[count * width];
        for (int place = 0; place < mask.Length; place++)
        {
            if (mask[place] == 0)
                continue;
            int text = place / whole;
            float share = 1f / mask.AsSpan(text * whole, whole).Count(1);
            for (int i = 0; i < width; i++)
                means[(text * width) + i] += share * states[(place * width) + i];
        }

        return means;
    }

    private float[] Run(string[] names, OrtValue[] inputs)
    {
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, names, inputs, [_output]);
        foreach (OrtValue input in inputs)
            input.Dispose();
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

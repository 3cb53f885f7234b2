using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using ScoreWithoutTorch;

// What samples/DigitRecognition exported.
string path = args.Length > 0 ? args[0] : Path.Combine("out", "digits.onnx");
if (!File.Exists(path))
{
    Console.Error.WriteLine($"There is no {path}. Run samples/DigitRecognition first, or give the ONNX file it wrote.");
    return 1;
}

Console.WriteLine("Digits drawn in a text file, read by the exported network: ONNX Runtime alone, no MLFlux, TorchSharp or libtorch.");
DrawnDigit[] digits = DrawnDigit.ReadAll(Path.Combine(AppContext.BaseDirectory, "digits.txt"));
float[] pixels = [.. digits.SelectMany(digit => digit.Pixels)];

using var session = new InferenceSession(path);
using OrtValue features = OrtValue.CreateTensorValueFromMemory(pixels, [digits.Length, 1, DrawnDigit.Side, DrawnDigit.Side]);
using var options = new RunOptions();
using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(
    options, ["Features"], [features], ["PredictedLabel", "Score"]);

ReadOnlySpan<long> labels = outputs[0].GetTensorDataAsSpan<long>();
ReadOnlySpan<float> scores = outputs[1].GetTensorDataAsSpan<float>();
int classes = scores.Length / digits.Length;
for (int i = 0; i < digits.Length; i++)
{
    float probability = 0;
    foreach (float score in scores.Slice(i * classes, classes))
        probability = Math.Max(probability, score);
    Console.WriteLine($"a {digits[i].Label}, read as {labels[i]} with probability {probability:0.000}");
}

TimeSpan sinceStart = DateTime.Now - Process.GetCurrentProcess().StartTime;
Console.WriteLine($"{sinceStart.TotalMilliseconds:0} ms from the start of the program");
return 0;

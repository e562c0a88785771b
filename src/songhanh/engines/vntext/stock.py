"""The syllables Vietnamese has in use: fewer by far than its rules of sound allow.

After the Vietnamese dictionary of cspell-dicts (its licence stands below), reduced to syllables,
with some it lacks ("nòng", "rôn") and the spellings with i.
"""

# The MIT License (MIT)
#
# Copyright (c) 2017-2025 Street Side Software <support@streetsidesoftware.nl>
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software
# and associated documentation files (the "Software"), to deal in the Software without
# restriction, including without limitation the rights to use, copy, modify, merge, publish,
# distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
# Software is furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or
# substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
# BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
# NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
# DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
# OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

from functools import cache, lru_cache

from songhanh.engines.vntext.forms import one_tone_place
from songhanh.engines.vntext.syllables import without_tone

# Behind the onset and a colon ("-" for none) its rhymes, each with the tones it has:
# 0 level, 1 huyền, 2 sắc, 3 ngã, 4 hỏi, 5 nặng.
_STOCK = """
-: a012345 ac2 ach25 ai024 am024 an02 ang024 anh0245 ao01245 ap2 at25 au0 ay2 e0125 ec2 em02 en024
eng0 eo012345 ep25 et25 i012345 ia4 ich25 im04 in0124 inh013 it25 iu04 o0125 oa01 oac2 oach25
oai0245 oam1 oan024 oang01 oanh01 oap5 oat2 oc25 oe0245 oi01245 om014 on4 ong0124 op25 ot25 oăm0
oăn14 oăng04 oăt25 u01245 ua1245 uc5 ui24 um012 un014 ung0124 up25 ut25 uy024 uych5 uynh1 uyên04
uân4 uât2 uây4 uê24 uôm0 uôn2 uông24 uôt5 uơ4 y024 yêm24 yên02 yêng04 yêt2 yêu024 âc5 âm01245
ân024 âp25 ât2 âu024 ây124 ê0125 êch25 êm02 ên5 ênh135 êu0 ô01245 ôc25 ôi024 ôm012 ôn0145 ông0124
ôp25 ôt2 ăc25 ăm03 ăn0 ăng0124 ăp25 ăt2 ơ01245 ơi02 ơm23 ơn012 ơt25 ư012 ưa025 ưc25 ưng0124 ưu0
ươc2 ươi0 ươm02 ươn013 ương0 ươp2 ươt2 b: a012345 ac25 ach25 ai012345 am12 an01245 ang0124
anh01245 ao012345 ap5 at25 au1245 ay014 e012345 ec2 em014 en01235 eng02 eo012345 ep25 et25 i012345
ia015 ich25 im124 in05 inh012345 ip5 it25 iu12345 iêc2 iêm2 iên01245 iêng02 iêt25 iêu24 o012345
oc25 oi124 om0134 on0125 ong012345 oong02 op25 ot25 u01245 ua01245 uc5 ui125 um1345 un124 ung01245
up25 ut25 uyt2 uôc5 uôi14 uôm1 uôn01 uông01 uôt25 âc25 âm12345 ân01245 âng01 âp25 ât25 âu0125
ây012345 ê012345 êch5 ên0125 ênh015 êp2 êt25 êu015 ô012345 ôc25 ôi01245 ôm01 ôn01245 ông012345
ôp25 ôt25 ăc2 ăm015 ăn01245 ăng01235 ăp25 ăt25 ơ012345 ơi0124 ơm015 ơn0135 ơp25 ơt25 ư025 ưa01345
ưc25 ưng0124 ưt25 ưu04 ươc2 ươi04 ươm02 ươn0 ương02 ươp2 ươt5 ươu02 c: a01245 ac25 ach25 ai01234
am0245 an01245 ang124 anh01245 ao01245 ap25 at2 au01245 ay01245 o01245 oc25 oi01234 om0145 on0145
ong012345 ooc2 oong0 op25 ot25 u012345 ua024 uc25 ui012345 um0125 un0134 ung012345 up25 ut25 uôc25
uôi25 uôm3 uôn125 uông125 âc2 âm01234 ân012345 âng03 âp25 ât25 âu01245 ây01245 ô012345 ôc25
ôi02345 ôm0125 ôn01245 ông01245 ôp25 ôt25 ăc25 ăm0125 ăn01245 ăng034 ăp25 ăt25 ơ0123 ơi0134 ơm023
ơn01235 ơt25 ư012345 ưa0245 ưc25 ưi4 ưng024 ưt2 ưu012345 ươc2 ươi123 ươm1 ương013 ươp2 ch: a012345
ac25 ach5 ai01234 am15 an025 ang0125 anh01245 ao012345 ap5 at25 au024 ay01245 e01234 em024
en012345 eng0 eo01245 ep25 et25 i01245 ia0135 ich2 im012 in234 inh01234 ip2 it25 iu0125 iêc2 iêm02
iên0125 iêng012 iêp2 iêt2 iêu0124 o012345 oa2 oac5 oai123 oan2 oang01245 oap5 oc25 oe25 oen1 oet5
oi0125 om134 on45 ong01234 oong1 op2 ot25 oăn0 oăt2 u0124 ua012 uc25 ui0123 um01235 un0134 ung0124
up5 ut25 uy1 uyên01245 uân4 uêch25 uôc25 uôi01235 uôm0 uôn1 uông015 uôt25 âc5 âm01245 ân01245 âp25
ât25 âu01235 ây012 ê0125 êch25 êm013 ên5 ênh012345 êt2 ô135 ôc2 ôi1245 ôm013 ôn0125 ông0124 ôp25
ôt25 ăc25 ăm0125 ăn01235 ăng0145 ăp25 ăt25 ơ01245 ơi02 ơm0124 ơn015 ơp25 ơt25 ư0123 ưa01234 ưc25
ưi4 ưn0 ưng01234 ươc25 ươi4 ươm1 ương01234 ươp5 d: a012345 ac25 ai012345 am025 an0125 ang0125
anh01 ao015 at25 au1 ay012345 e01234 en1 eo04 ep25 et5 i01235 ia13 ich25 im012 inh023 ip25 it5
iu125 iêc25 iêm013 iên035 iêp25 iêt25 iêu01235 o0124 oa025 oai3 oan03 oang3 oanh01 oc25 oi0135
om0124 on025 ong01345 op5 ot2 u0135 ua012 uc5 ui123 um25 un012 ung01235 ut2 uy0 uyên0 uyêt5 uê5
uênh1 uôc2 uôi3 âm01235 ân012345 âng0 âp25 ât5 âu01235 ây0235 ê01234 ên5 ênh01 êt5 ô03 ôc2 ôi01235
ôn1 ông05 ôt25 ăc5 ăm015 ăn015 ăng01245 ăt25 ơ012345 ơi01 ơm4 ơp2 ư012345 ưa0125 ưc25 ưng0145 ưt2
ươc5 ươi2 ương01235 ươt5 g: a012345 ac25 ach5 ai0123 am0 an0125 ang01 anh0125 ao0125 ap2 at5 au012
ay0234 i0124 o013 oa2 oc2 oi245 om0 on015 ong45 oong1 op2 ot25 u015 uc5 ui135 un1 ung1 ut25 uôc25
uôi1 uông1 âc2 âm012345 ân01 âp25 ât5 âu0123 ây0125 ô01345 ôc25 ôi125 ôm012 ôn0 ông01 ôp5 ôt5 ăc5
ăm0125 ăn0125 ăng025 ăp25 ăt25 ơ0134 ơi45 ơm12 ơn15 ơt5 ư1 ưi4 ưng1 ươm015 ương0135 gh: e012345
em2 en015 eo5 ep2 et2 i01 im01 iêc2 iên1 ê012 êch2 ênh14 êt5 gi: a012345 ac2 ai0345 am024 an01234
ang01245 anh014 ao0124 ap2 at25 au14 ay13 ch2 e24 em1 eo025 ep5 m1 n1 o01245 oc25 oi01245 on0124
ong0245 ot5 p2 u023 ua035 uc5 ui1245 um1 un0 up2 uôc5 âc2 âm01235 ân15 âp25 ât5 âu0125 ây0123 ê01
êc2 êm2 ên1 êng012 êt2 êu3 ô0135 ôi1245 ôn0 ông012 ôp5 ôt2 ăc5 ăm015 ăn125 ăng01 ăt25 ơ014 ơi12
ơn13 ư13 ưa3 ưt5 ương0125 h: a01245 ac25 ach25 ai012345 am012345 an01235 ang012345 anh01235
ao012345 ap5 at25 au012 ay023 e0125 ec2 em0145 en015 eo0124 ep5 et2 i0124 ia0 ich25 im03 inh134
ip2 it2 iu0 iêm124 iên01245 iêng02 iêp25 iêu245 o015 oa01245 oac2 oach5 oai145 oan01235 oang014
oanh145 oat5 oay02 oc25 oe015 oen04 oet25 oi0124 om01234 on014 ong01245 op25 ot2 oăc25 oăm02 oăn4
oăng03 oăt2 u01234 ua01 uc25 ui245 um0135 un014 ung012 up25 ut25 uy024 uych25 uynh01 uyt2 uyên0135
uyêt25 uân02 uê015 uêch2 uênh0 uông2 uơ0 y0 âm0145 ân025 âng234 âp25 ât2 âu012345 ây0124 ê0145
êch25 ên024 ênh014 êt25 êu2 ô012345 ôc25 ôi01245 ôm04 ôn01345 ông01234 ôp5 ôt25 ăc25 ăm01 ăn124
ăng0123 ăt2 ơ0124 ơi01345 ơm25 ơn012 ơp25 ơt25 ư01345 ưa2 ưc25 ưm1 ưng01234 ưu035 ươc2 ươm25
ương0124 ươu0 k: e012345 ec2 em0123 en0125 eng04 eo012345 ep25 et25 i012345 ia01 ich25 im01 in2
inh0124 ip25 it25 iêm01245 iên0125 iêng0134 iêp2 iêt25 iêu01245 y12345 ê01245 êch25 êm1 ên1 ênh015
êp2 êt2 êu01 kh: a0124 ac25 ach2 ai024 am024 an0124 ang01245 anh024 ao0245 ap2 at2 au02 ay024
e01234 ec5 em0 en012 eo0124 ep2 et2 i0124 ia25 ich2 in01 inh034 it25 iu02 iêm02 iên0124 iêng03
iêp2 iêt2 iêu02 o012 oa024 oac2 oai024 oan024 oang024 oanh04 oao1 oat2 oay2 oc2 oe024 oeo01 oet2
oi24 om0125 ong14 oăm012 oăn02 oăng2 oăt2 u01245 ua0 uc25 ui0 um02 ung014 ut5 uy0 uya0 uynh01
uyu45 uyên024 uyêt2 uân04 uâng0 uât2 uây02 uê0 uêch2 uôn0 uông0 uơ0 âc2 âm02 ân024 âp25 ât25 âu024
ây4 ê0125 ênh045 êu01 ô024 ôc2 ôi02 ôn024 ông024 ăc25 ăm024 ăn04 ăng0124 ăp2 ăt2 ơ012 ơi04 ơp2
ư0124 ưa2 ưng125 ưu2 ươc2 ươi0 ươm0 ươn0 ương0 ươt2 ươu2 l: a012345 ac25 ach25 ai012345 am01345
an01235 ang012345 anh012345 ao012345 ap25 at25 au01245 ay0245 e012345 ec2 em01245 en012345 eng024
eo012345 ep25 et25 i0125 ia015 ich5 im0145 in0 inh012345 ip2 it2 iu0125 iêc2 iêm01235 iên0123
iêng0245 iêp25 iêt5 iêu0135 o01235 oa01 oac5 oai15 oan015 oang012345 oanh0 oat25 oay0 oc25 oe012
oen0 oet25 oi012345 om012345 on0145 ong012345 oong0 op2 ot25 oăng01 oăt2 u012345 ua0125 uc25
ui012345 um01234 un12345 ung012345 up25 ut25 uy35 uya0 uynh2 uyên25 uân0245 uât5 uôc25 uôm05 uôn01
uông0123 uôt2 y025 âc2 âm01234 ân012345 âng0 âp25 ât25 âu0145 ây01234 ê01345 êch25 ên0 ênh015 êt2
êu01234 ô012345 ôc25 ôi01235 ôm01245 ôn1245 ông0145 ôp25 ôt25 ăc25 ăm01245 ăn0145 ăng012345 ăp25
ăt25 ơ012345 ơi01245 ơm1345 ơn01245 ơp25 ơt25 ư01345 ưa12345 ưc25 ưng01345 ưt2 ưu05 ươc5 ươi123
ươm015 ươn015 ương01235 ươt25 m: a012345 ac25 ach25 ai012345 an01235 ang012345 anh012345 ao01235
ap5 at25 au012 ay01245 e012345 em012 en012 eng1 eo01245 ep25 et25 i012345 ia024 ich25 im0234 in015
inh015 ip2 it25 iu2 iên01235 iêng25 iêt25 iêu0123 o01234 oay0 oc25 oi01245 om01234 on0125 ong01245
ooc2 op2 ot25 u012345 ua012 uc25 ui012345 um0234 un01245 ung014 up25 ut2 uôi01235 uôm3 uôn025
uông023 uôt2 y3 âm0134 ân012345 âng01 âp25 ât25 âu01235 ây024 ê01235 êch2 êm1 ên012 ênh05 êt5 êu2
ô012345 ôc25 ôi0123 ôm01 ôn01 ông01245 ôt25 ăc25 ăm02 ăn01245 ăng02 ăt25 ơ012345 ơi012 ơm12 ơn04
ơp2 ư5 ưa0245 ưc25 ưng1 ưt2 ưu02 ươi01 ươn25 ương01 ươp2 ươt25 n: a012345 ac25 ach2 ai01245 am025
an01245 ang0125 anh0125 ao01235 ap5 at25 au02 ay012345 e0124 em02 en02 eo0124 ep25 et25 i014 ia03
ich25 in02 inh0125 ip2 it25 iu025 iêm015 iên01 iêng13 iêt25 iêu05 o012345 oa0 oan3 oc25 oi0124 om0
on0235 ong0125 ot25 u5 ua04 uc25 ui12 um2 un1 ung0123 up2 ut2 uôc25 uôi02 uôm2 uông0 uôt25 âc2
âm125 ân01 âng0235 âp25 âu0235 ây01245 ê0145 êm025 ên0125 êp2 êt2 êu02 ô012345 ôc2 ôi012345 ôm015
ôn05 ông0123 ôp5 ôt25 ăc25 ăm012 ăn0125 ăng0125 ăp2 ơ012345 ơi02 ơm013 ơp25 ơt2 ư035 ưa0234 ưc25
ưng015 ưt2 ươc25 ươm1 ương012 ươp5 ng: a0134 ac25 ach25 ai012345 am012 an0125 ang0123 anh145
ao01235 ap2 at25 au012 ay012 o012345 oa03 oac2 oach2 oai1245 oam15 oan035 oang04 oanh4 oao02
oay024 oc25 oe02 oen4 oeo12 oet2 oi0123 om124 on01245 ong012345 op2 ot25 oăc25 oăn1 oăng13 oăt25
u02345 ua5 uc25 ui14 um5 un4 ung12 up5 ut2 uy05 uyt2 uyu4 uyên015 uyêt5 uây4 uôi15 uôn1 âc2
âm012345 ân012345 âng4 âp25 ât25 âu01235 ây0125 ô02345 ôc25 ôi01 ôm14 ôn01245 ông013 ôt25 ăc2 ăm02
ăn012 ăng34 ăt25 ơ01235 ơi015 ơm015 ơn02 ơp25 ơt2 ư01235 ưa01245 ưc5 ưi4 ưng014 ưt2 ưu0 ươc25
ươi01 ương1345 ngh: e012 en1235 eo1345 et25 i012345 ia3 ich5 im4 in14 inh04 it25 iu045 iêm035
iên0125 iêng0 iêp5 iêt5 iêu0 ê0135 êch25 ên45 ênh034 êu013 nh: a01234 ac25 ach2 ai01234 am0124
an01345 ang0123 anh01245 ao01235 ap25 at25 au014 ay01245 e012345 em0145 en025 eo01235 ep25 et25
i012345 ia2 ich2 im2 in125 inh04 ip25 it25 iu025 iêc2 iêm35 iên03 iêp2 iêt5 iêu013 o012345 oa12
oai01 oam1 oang025 oay02 oc25 oe012 oen014 oet25 oi02 om01234 on235 ong024 op2 ot25 u012345 ua25
uc25 ui0145 um2 un1234 ung01235 ut25 uy5 uyên3 uân15 uê25 uôc2 uôm025 âc2 âm01245 ân01235 âng0
âp25 ât25 âu05 ây0135 ên5 ênh0 êu5 ô024 ôc2 ôi012 ôm014 ôn01245 ông015 ôt25 ăc2 ăm0125 ăn012345
ăng012345 ăp2 ăt25 ơ012345 ơi01 ơm02 ơn0124 ơp2 ơt25 ư01245 ưa5 ưc2 ưng034 ưt25 ươc5 ương01235 p:
a0 ac2 an0 ao0 ap2 e0 i0 in0 om0 u0 ê0 ô0 ông0 ơ0 ph: a0124 ac2 ach25 ai024 am15 an1245 ang0145
anh01 ao012 ap2 at25 au0 ay04 e01 en01 eng12 eo01 ep2 et25 i01245 ia125 ich25 im02 in0 inh01234
it5 iu05 iêm2 iên0125 iêt25 iêu02 o012 oc2 oi01 om0 ong01245 ot25 u012345 uc25 ui04 un012 ung0125
ut25 uy0 âm14 ân012345 âp25 ât25 âu3 ây04 ê0125 êch2 ên03 ênh15 êt25 êu13 ô0124 ôc2 ôi024 ôm01 ôn1
ông01345 ôp2 ăc2 ăm0 ăn02 ăng04 ăp2 ăt2 ơ014 ơi02 ơn03 ơt2 ưa25 ưc2 ưng01 ưt25 ươc2 ươn23 ương0125
ươu5 qu: a01245 ac25 ach25 ai01245 an0124 ang012345 anh0125 ao012 at25 au0125 ay0145 e01234 en012
eo0125 et25 i02 it25 oang15 oăt2 y012345 ynh124 yt25 yên01245 yêt25 âc2 ân012345 âng14 ât25
ây012345 ê025 êch5 ên05 ênh15 êt25 êu12 ôc2 ăc25 ăm0245 ăn0125 ăng045 ăp25 ăt25 ơ0124 r: a012345
ac25 ach25 ai01234 am02 an0125 ang0125 anh0134 ao012345 ap25 at25 au0 ay012345 e01234 em1 en012
eng04 eo01245 et25 i01234 ia0145 ich25 im0 in05 inh014 it25 iu012 iêm1 iêng01 iêt25 iêu02 o012345
oa0 oc25 oi01235 om01245 on24 ong012 ot25 u01234 ua0134 uc25 ui245 um012 un0124 ung01245 up2 ut25
uôc2 uôi124 uôm5 uông135 uôt5 âm012345 ân0125 âp25 ât25 âu01 ây0134 ê012345 êch25 ên0125 ênh4 êp25
êt25 êu015 ô01345 ôc25 ôi1234 ôm015 ôn025 ông012345 ôp25 ôt2 ăc2 ăm012 ăn012 ăng015 ăp2 ăt25
ơ012345 ơi015 ơm01245 ơn01345 ơp5 ơt25 ư0 ưa02345 ưc25 ưng014 ưt2 ươc2 ươi012345 ươm012 ươn125
ương01 ươt5 ươu5 s: a012345 ac2 ach25 ai01234 am0125 an01245 ang0124 anh0124 ao01245 ap25 at25
au02 ay04 e01345 ec2 em25 en04 eo015 et2 i01345 ia45 ich5 im0 in0 inh0124 it25 iu0 iêm4 iên3
iêng04 iêt2 iêu0 o0145 oa01 oai12 oan25 oang5 oat25 oc25 oi01234 om125 on02 ong0123 ooc2 oong0
ot25 u0125 ua45 uc25 ui014 um015 un025 ung01234 up25 ut25 uy02 uyt25 uyên34 uât2 uê0 uôi2 uôn0
uông01 uôt2 âm012345 ân0124 âp25 ât25 âu0125 ây01245 ê01345 ên012 ênh04 êp2 êt5 êu02 ô012345 ôc2
ôi014 ôn1 ông0124 ôp25 ôt25 ăc25 ăm025 ăn023 ăng012 ăp2 ăt25 ơ012345 ơi245 ơm012 ơn0124 ơt2 ư0245
ưa0234 ưc25 ưn1 ưng01345 ưt25 ưu04 ươi4 ươn1 ương0125 ươt25 t: a012345 ac25 ach25 ai012345 am025
an0124 ang01245 anh0125 ao01245 ap25 at25 au12 ay012 e01234 ec2 em0124 en013 eng0 eo0145 ep25 et25
i012345 ia024 ich25 im0124 in02 inh012345 ip2 it25 iu0235 iêc25 iêm0125 iên01235 iêng02 iêp25
iêt25 iêu01234 o0124 oa0145 oac25 oai125 oan0124 oang012 oanh0 oat2 oay2 oc25 oe01234 oen01 oet25
oi0124 om01234 on01 ong0145 oong01 op25 ot25 u01245 ua04 uc25 ui0245 um012345 un04 ung0125 up2
ut25 uy01245 uyn0 uyên0124 uyêt25 uân012 uât2 uê25 uêch25 uôc5 uôi4 uôn01 uông01 uôt25 y045 âc2
âm0124 ân01245 âng01 âp25 ât25 âu0245 ây0124 ê012345 êch2 êm0 ên0 ênh0134 êp5 êt2 êu02 ô01245 ôc25
ôi0125 ôm0 ôn0124 ông0124 ôp2 ôt25 ăc25 ăm012 ăn01245 ăng015 ăp2 ăt2 ơ0125 ơi012 ơm4 ơn25 ơp25 ơt2
ư01245 ưa0245 ưc2 ưng014 ưu45 ươc25 ươi024 ươm01 ươn2 ương01245 ươp25 ươt25 ươu1 th: a0124 ac25
ach25 ai01234 am0124 an024 ang024 anh01245 ao01245 ap25 au02 ay0124 e01234 em1 en015 eo0145 ep25
et2 i01245 ia012 ich25 im2 in012 inh01245 ip2 it25 iu0145 iêc2 iêm014 iên01245 iêng01 iêp25 iêt25
iêu01245 o01245 oa0124 oai0245 oan12 oang024 oat25 oc25 oi0124 om014 on0 ong013 op2 ot25 oăn0
oăng2 oăt2 u01245 ua014 uc25 ui01245 um014 un0 ung012345 up5 ut25 uy1245 uyên01 uyêt2 uân135 uât5
uê024 uôc25 uôm5 uôn0123 uông14 uơ4 âm012345 ân01345 âp25 ât25 âu0124 ây012 ê01245 êch2 êm01 ên5
ênh0 êp2 êt2 êu014 ô0124 ôc25 ôi0124 ôm1 ôn01245 ông02 ôp5 ôt2 ăc2 ăm024 ăn012 ăng01245 ăp2 ăt2
ơ01245 ơi01 ơm0 ơn01 ơt25 ư01245 ưa014 ưc25 ưng013 ươc25 ươi3 ươn13 ương0145 ươt25 tr: a01234 ac25
ach25 ai012345 am01245 an012 ang01245 anh012 ao01245 ap2 at2 au014 ay145 e01345 em12 en13 eo01245
et25 i01235 ia45 ich25 inh0135 it25 iu13 iên1245 iêng015 iêt25 iêu015 o0145 oc25 oi01245 om123
on0135 ong01245 ot25 u01245 ua5 uc25 ui0135 um125 un015 ung01235 up5 ut25 uy05 uyên15 uân0 uât25
uông01 uôt5 âm0135 ân01245 âng0 âp25 ât5 âu0124 ây014 ê0135 êch25 ên0 êt25 êu05 ô012345 ôc25
ôi01245 ôm05 ôn025 ông0124 ăc25 ăm012 ăn015 ăng02 ăt2 ơ01245 ơi01 ơn0125 ơp2 ơt25 ư1235 ưa01 ưc5
ưng0124 ươc2 ươn1 ương012345 ươt5 v: a012345 ac25 ach25 ai012345 am15 an01235 ang012345 anh01235
ao012 ap25 at25 ay01245 e01234 ec2 em5 en0245 eo01245 et25 i012345 ia24 ich2 im5 in5 inh035 it25
iu2 iêc5 iêm0 iên01345 iêng2 iêt25 o012345 oan0 oc25 oi0125 om1 on0124 ong012345 op5 ot25 u01235
ua01 uc25 ui01 um3 un015 ung0135 ut25 uông0 uôt25 âm05 ân012345 âng01 âp25 ât25 âu124 ây012345
ê0125 êch2 ên015 ênh04 êt25 êu012 ô01234 ôc2 ôi0125 ôn012 ông0124 ăc25 ăm1 ăn0125 ăng0124 ăt25
ơ012345 ơi0125 ơn14 ơt25 ưa135 ưc25 ưng01345 ưt2 ưu0 ươc5 ươn015 ương0245 ươt5 x: a012345 ac25
ach25 ai12 am0124 an02 ang01 anh014 ao01245 ap25 at2 au145 ay024 e0124 ec25 em0 en0124 eng14
eo012345 ep25 et25 i01245 ia024 ich25 im0 in04 inh01234 it25 iu1245 iêc2 iêm04 iên04 iêng14 iêt2
iêu0 o0245 oa01234 oac25 oach5 oai14 oam1 oan01 oang0145 oanh1 oat2 oay02 oc25 oe015 oen01 oet25
oi02 om0123 on02 ong0134 oong0 op25 ot2 oăn02 u01235 ua0 uc25 ui0125 um012 ung0124 up25 ut2 uy012
uya0 uynh0 uyt25 uyên02 uyêt2 uân04 uât2 uây0 uê014 uêch5 uênh1 uôi0 uông124 âc2 âm014 ân4 âp25
âu024 ây04 ê0245 êch25 êm1 ên0 ênh01 êp25 êu015 ô0124 ôc25 ôi024 ôm014 ôn0125 ông0124 ôp25 ôt2 ăc2
ăm02 ăn02 ăng013 ăp2 ơ01234 ơi024 ơm01 ơn04 ơp25 ơt25 ư124 ưa04 ưc25 ưng024 ươc25 ươi1 ương024 đ:
a01234 ac25 ach25 ai01235 am01245 an01245 ang01234 anh012 ao01245 ap25 at25 au0 ay01234 e0134 ec2
em01 en015 eo0123 ep5 et25 i013 ia12345 ich25 in0 inh012345 it25 iu15 iêc2 iêm245 iên0145 iêng2
iêp5 iêu01245 o012345 oa25 oai12 oan01245 oang134 oanh1 oat5 oc25 oi01245 om0124 on0125 ong0125
op5 ot25 u01245 ua013 uc25 ui014 um012 un0125 ung012345 up25 ut25 uôc2 uôi024 uôn3 uôt5 âm01235
ân135 âng2 âp5 ât25 âu01245 ây012345 ê012345 êch2 êm0125 ên012 ênh0134 êp5 êu014 ô012345 ôc25
ôi012345 ôm012 ôn0125 ông01245 ôp25 ôt25 ăc25 ăm0123 ăn1235 ăng012345 ăp2 ăt25 ơ01235 ơi125 ơm014
ơn0124 ơp25 ơt25 ư124 ưa012 ưc25 ưng0125 ưt2 ươc25 ươi1 ươm5 ươn13 ương01
"""
_TONES = {"": "0", "\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}


@cache
def _stock() -> dict[str, str]:
    """The tones of every syllable without its tone mark."""
    found: dict[str, str] = {}
    onset = ""
    for entry in _STOCK.split():
        if entry.endswith(":"):
            onset = entry.strip(":-")
            continue
        rhyme = entry.rstrip("012345")
        found[onset + rhyme] = entry[len(rhyme) :]
    return found


@lru_cache(maxsize=8192)
def in_use(word: str) -> bool:
    """Say whether a word in small letters is a syllable that Vietnamese words are made of."""
    letters, tones = without_tone(one_tone_place(word))
    return _TONES.get(tones, "x") in _stock().get(letters, "")
